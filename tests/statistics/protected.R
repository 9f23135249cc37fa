# protected.R TABLES INPUTS DUMP OPEN: what protection changes, and what it must hide.
#
# DUMP is of the inputs as they are, OPEN of the same without sources that need protection.
# A figure is the open one or it is hidden, with all its numbers; nothing else may differ but
# the ranks (made among those shown) and comparisons with a hidden Kreis.
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "read.R"))
source(file.path(here, "statistics.R"))
source(file.path(here, "compare.R"))

argument <- commandArgs(trailingOnly = TRUE)
w <- load_world(argument[1], argument[2])
dump <- read_dump(argument[3])
open <- read_dump(argument[4])

a <- key_of(dump); b <- key_of(open)
tell("protection adds no line", sum(!a %in% b), a[!a %in% b])
open <- open[match(a, b), ]
hidden <- dump$sign == "hidden"
columns <- c("value", "lower", "upper", "lower998", "upper998", "count")
bad <- hidden & (rowSums(!is.na(dump[columns])) > 0 | dump$rank != "" | dump$district != "")
tell("a hidden figure shows no number", sum(bad), a[bad])
# The marks of direct rates below ten cases and small denominators come first.
same <- Reduce(`&`, lapply(columns, function(k) near(dump[[k]], open[[k]], 0))) &
  dump$sign == open$sign & dump$marks == open$marks
tell("a figure that is shown is the figure", sum(!hidden & !same), a[!hidden & !same])

# Counts of raw sources above zero and below what the strictest indicator asks for.
least <- tapply(w$indicators$least[match(w$terms$id, w$indicators$id)], w$terms$measure,
                function(x) max(as.numeric(x)))
additive <- w$measures$id[w$measures$additive == 1]
small <- character(0)
for (ind in rows_of(w$indicators)) {
  parts <- c(list(NULL), rows_of(w$parts[w$parts$id == ind$id, ]))
  for (year in unique(dump$year[dump$indicator == ind$id]))
    for (part in parts) {
      p <- plane_of(w, ind, part, year)
      if (is.null(p)) next
      side <- vapply(p$sides, function(s) paste(s$measure, s$below, s$weight > 0), "")
      for (s in unique(side)) {
        of <- p$sides[side == s]
        measure <- of[[1]]$measure
        count <- Reduce(`+`, lapply(of, function(x) x$column$raw))
        if (ind$form == "estimate" && !of[[1]]$below) count[w$below] <- 0
        few <- measure %in% additive & count > 0 & count < least[[measure]] & counts(p$sign)
        small <- c(small, paste(w$areas$key[few], ind$id, part_text(part), year))
      }
    }
}
small <- intersect(small, a[open$sign %in% c("", "small", "nothing")])
open_small <- small[!small %in% a[hidden]]
cat("#", length(small), "figures with a small count,", sum(hidden), "hidden\n")
tell("every small count is hidden", length(open_small), open_small)
if (length(small) == 0) cat("not ok there are small counts: none was found\n")
