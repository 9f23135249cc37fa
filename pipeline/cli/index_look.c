/* How the page looks and how its search works. Colours are the theme's on white; where the
 * reader's system is dark, light text on dark, with links in a tint that reads 4.5 : 1. */
#include <string.h>

#include "base/str.h"
#include "cli/index_page.h"

static const char style[] =
    ":root{color-scheme:light dark;--ink:$ink;--grey:$grey;--rule:$rule;--sand:$sand;"
    "--sand2:$sand2;--brand:$brand;--paper:#fff;--low:$low;--link:$brand}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#ece8e0;--grey:#c0b9ac;--rule:#57524a;"
    "--sand:#2b2823;--sand2:#3a362f;--paper:#1b1916;--low:#3c5a60;--link:#9fd0d9}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);"
    "font:1rem/1.5 Lato,\"Segoe UI\",\"Noto Sans\",\"DejaVu Sans\",sans-serif}\n"
    "header,main,footer{max-width:75rem;margin:0 auto;padding:0 1.5rem}\n"
    "body{border-top:.4rem solid var(--brand)}\n"
    "header{padding-top:1.5rem}\n"
    "h1{font-size:2rem;line-height:1.2;margin:0}\n"
    "h2{font-size:1.3rem;line-height:1.3;margin:0}\n"
    "header p,.about{color:var(--grey);margin:.25rem 0 1rem}\n"
    "a{color:var(--link)}\n"
    "a:hover{text-decoration-thickness:.15em}\n"
    ":focus-visible{outline:.2rem solid var(--link);outline-offset:.15rem}\n"
    ".skip{position:absolute;left:-99rem;padding:.5rem 1rem;background:var(--paper)}\n"
    ".skip:focus{left:1rem;top:1rem}\n"
    ".find{display:grid;grid-template-columns:minmax(16rem,1fr) minmax(18rem,26rem);"
    "gap:1.5rem 3rem;align-items:start;background:var(--sand);padding:1.5rem;margin:0 0 2.5rem}\n"
    "@media(max-width:48rem){.find{grid-template-columns:1fr}}\n"
    "label{display:block;font-weight:bold;font-size:1.1rem}\n"
    "input{width:100%;font:inherit;padding:.5rem .75rem;margin:.5rem 0;color:var(--ink);"
    "background:var(--paper);border:.1rem solid var(--grey);border-radius:.2rem}\n"
    ".find p{margin:.25rem 0}\n"
    "nav{margin-top:1rem}\n"
    "nav h2{font-size:1.1rem}\n"
    "nav ul{margin:.25rem 0;padding:0;list-style:none;max-height:14rem;overflow-y:auto}\n"
    ".grey{color:var(--grey)}\n"
    "svg{display:block;width:100%;height:auto;max-height:26rem}\n"
    "svg path{fill:var(--low);stroke:var(--paper);stroke-width:var(--line);"
    "stroke-linejoin:round}\n"
    "svg path.none{fill:var(--sand2)}\n"
    "svg a:hover path,svg a:focus path,svg a.found path{fill:var(--link)}\n"
    "svg a:focus{outline:none}\n"
    "svg a:focus path{stroke:var(--ink)}\n"
    "section{margin:0 0 2.5rem}\n"
    ".scroll{overflow-x:auto}\n"
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}\n"
    "caption{text-align:left;position:absolute;left:-99rem}\n"
    "th,td{text-align:left;vertical-align:top;padding:.35rem 1rem .35rem 0;"
    "border-bottom:1px solid var(--rule)}\n"
    "thead th{color:var(--grey);font-size:.875rem;line-height:1.3;"
    "border-bottom:.1rem solid var(--grey);vertical-align:bottom}\n"
    "tbody th{font-weight:normal}\n"
    ".n{text-align:right;white-space:nowrap}\n"
    ".w{font-weight:bold}\n"
    "summary{cursor:pointer;color:var(--link);white-space:nowrap}\n"
    "code{font:.8125rem/1.4 \"DejaVu Sans Mono\",Consolas,monospace;overflow-wrap:anywhere;"
    "display:block;max-width:17rem}\n"
    "footer{color:var(--grey);border-top:1px solid var(--rule);padding-top:1rem;"
    "padding-bottom:2rem}\n"
    "[hidden]{display:none!important}\n"
    "@media print{.find,.skip{display:none}}\n";

/* Names are compared as the program compares them, without case and with umlauts spelt out; also
 * as those write who leave the dots away ("nurt"). */
static const char script[] =
    "\"use strict\";\n"
    "(function(){\n"
    "var box=document.getElementById(\"suche\"),told=document.getElementById(\"zahl\"),\n"
    "rows=[].slice.call(document.querySelectorAll(\"tr[data-n]\")),\n"
    "parts=[].slice.call(document.querySelectorAll(\"section[data-e]\")),\n"
    "shapes=[].slice.call(document.querySelectorAll(\"svg a\")),\n"
    "place=document.getElementById(\"ort\");\n"
    "function bare(s){return s.toLowerCase().replace(/ß/g,\"ss\").normalize(\"NFD\")"
    ".replace(/[^a-z0-9 ]/g,\"\");}\n"
    "function fold(s){return bare(s.toLowerCase().normalize(\"NFC\").replace(/ä/g,\"ae\")"
    ".replace(/ö/g,\"oe\").replace(/ü/g,\"ue\"));}\n"
    "rows.concat(shapes).forEach(function(e){var name=e.querySelector(\"th,title\");"
    "e.keys=e.getAttribute(\"data-n\")+\" \"+bare(name.textContent);});\n"
    "function find(){\n"
    "var words=fold(box.value).split(\" \").filter(Boolean),n=0;\n"
    "function fits(e){return words.every(function(w){return e.keys.indexOf(w)>=0;});}\n"
    "rows.forEach(function(r){var yes=fits(r);r.hidden=!yes;n+=yes?1:0;});\n"
    "parts.forEach(function(p){p.hidden=!p.querySelector(\"tr[data-n]:not([hidden])\");});\n"
    "shapes.forEach(function(a){a.classList.toggle(\"found\",words.length>0&&fits(a));});\n"
    "told.textContent=n===1?\"1 Bericht\":n===0?\"Kein Bericht passt.\":n+\" Berichte\";\n"
    "}\n"
    "function show(e){var a=e.target.closest?e.target.closest(\"svg a\"):null;\n"
    "if(place){place.textContent=a?a.getAttribute(\"aria-label\"):place.dataset.text;}}\n"
    "document.getElementById(\"finder\").hidden=false;\n"
    "box.addEventListener(\"input\",find);\n"
    "box.addEventListener(\"keydown\",function(e){"
    "if(e.key===\"Escape\"){box.value=\"\";find();}});\n"
    "document.addEventListener(\"mouseover\",show);\n"
    "document.addEventListener(\"focusin\",show);\n"
    "find();\n"
    "})();\n";

static const char *colour_named(const char *p, const struct theme *t, uint32_t *rgb)
{
    const struct {
        const char *name;
        uint32_t rgb;
    } all[] = {{"$ink", t->ink},     {"$grey", t->grey},   {"$rule", t->rule},
               {"$sand2", t->sand2}, {"$sand", t->sand},   {"$brand", t->brand},
               {"$low", t->sequence[2]}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (str_starts(p, all[i].name)) {
            *rgb = all[i].rgb;
            return p + strlen(all[i].name);
        }
    }
    return NULL;
}

void index_put_style(struct buf *b, const struct theme *t)
{
    for (const char *p = style; *p != '\0';) {
        uint32_t rgb = 0;
        const char *behind = *p == '$' ? colour_named(p, t, &rgb) : NULL;
        if (behind != NULL) {
            buf_printf(b, "#%06X", (unsigned)rgb);
            p = behind;
        } else {
            buf_addc(b, *p++);
        }
    }
}

const char *index_script(void)
{
    return script;
}
