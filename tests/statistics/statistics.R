# statistics.R: every statistic of the catalogue, written independently of the program.
#
# Rules: stats/stats.h and guard/guard.h. Methods: Wilson (1927); Byar and exact Poisson
# (Breslow & Day 1987, qchisq()); Dobson et al. (1991). Values of a quantity lie in a matrix,
# a row for each area, a column for each year of its measure.

load_world <- function(tables, inputs) {
  w <- list()
  for (name in c("areas", "members", "sources", "measures", "bases"))
    w[[name]] <- table_of(tables, name)
  w$measures <- numbers(w$measures, "additive")
  w$bases <- numbers(w$bases, "from")
  w$indicators <- numbers(table_of(tables, "indicators"),
                          c("factor", "pool", "ratio", "offset", "least", "persons", "round",
                            "year"))
  w$terms <- numbers(table_of(tables, "terms"), c("from", "to", "weight", "stratum"))
  w$parts <- numbers(table_of(tables, "parts"), c("from", "to"))
  w$strata <- numbers(table_of(tables, "strata"), c("from", "to", "weight"))
  w$facts <- read_facts(inputs, w$sources, w$measures$id[w$measures$additive == 0])
  w$facts <- w$facts[w$facts$area %in% w$areas$key & w$facts$measure %in% w$measures$id, ]
  w$members <- split(match(w$members$member, w$areas$key),
                     factor(w$members$area, w$areas$key))
  w$below <- w$areas$kind %in% c("gemeinde", "group")
  w$kreis <- kreis_of(w)
  w$memory <- new.env()
  w
}

# The Kreis with which a place is compared; NA where there is none.
kreis_of <- function(w) {
  parent <- match(w$areas$parent, w$areas$key)
  kreis <- ifelse(w$areas$kind == "gemeinde", parent, NA)
  for (g in which(w$areas$kind == "group")) {
    of <- unique(parent[w$members[[g]]])
    if (length(of) == 1) kreis[g] <- of
  }
  kreis
}

# Fewest classes that cover from..to without gap: rows of the list, or NULL.
cover <- function(classes, from, to) {
  best <- list(); best[[as.character(from)]] <- integer(0)
  o <- order(classes$from, classes$to)
  for (i in o) {
    way <- best[[as.character(classes$from[i])]]
    end <- as.character(classes$to[i])
    if (is.null(way) || classes$from[i] < from || classes$to[i] > to) next
    if (is.null(best[[end]]) || length(best[[end]]) > length(way) + 1)
      best[[end]] <- c(way, i)
  }
  best[[as.character(to)]]
}

# Sums of ages for all areas and years at once: places with the same classes share the way.
add_ages <- function(q, facts, from, to, missing) {
  facts <- facts[!(facts$from == from & facts$to == to), ]
  if (nrow(facts) == 0 || !any(missing)) return(q)
  at <- paste(facts$row, facts$col)
  classes <- vapply(split(paste(facts$from, facts$to), at),
                    function(x) paste(sort(x), collapse = ","), "")
  groups <- split(names(classes), classes)
  for (places in groups) {
    first <- facts[at == places[1], ]
    way <- cover(first, from, to)
    if (is.null(way)) next
    used <- facts[at %in% places & paste(facts$from, facts$to) %in%
                    paste(first$from, first$to)[way], ]
    cell <- cbind(used$row, used$col)
    open <- missing[cell]
    used <- used[open, ]; cell <- cell[open, , drop = FALSE]
    for (k in seq_len(nrow(used))) {
      r <- cell[k, 1]; c <- cell[k, 2]
      if (missing[r, c] && q$sign[r, c] == ABSENT) q$sign[r, c] <- NOTHING
      q$sign[r, c] <- max(q$sign[r, c], used$sign[k])
      q$value[r, c] <- q$value[r, c] + used$value[k]
      q$raw[r, c] <- q$raw[r, c] + used$value[k] * used$raw[k]
      q$marks[r, c] <- bitwOr(q$marks[r, c], used$marks[k])
    }
  }
  q
}

add_members <- function(w, q, places) {
  own <- q
  for (a in places) {
    m <- w$members[[a]]
    if (length(m) == 0) next
    open <- own$sign[a, ] == ABSENT
    sum_of <- function(x) colSums(x[m, , drop = FALSE])
    q$sign[a, open] <- apply(q$sign[m, , drop = FALSE], 2, max)[open]
    q$value[a, open] <- sum_of(q$value)[open]
    q$raw[a, open] <- sum_of(q$raw)[open]
    q$marks[a, open] <- apply(q$marks[m, , drop = FALSE], 2,
                              function(x) Reduce(bitwOr, x))[open]
  }
  q
}

quantity <- function(w, measure, sex, nationality, from, to) {
  id <- paste(measure, sex, nationality, from, to)
  if (!is.null(w$memory[[id]])) return(w$memory[[id]])
  of_measure <- w$facts[w$facts$measure == measure, ]
  years <- sort(unique(of_measure$year))
  f <- of_measure[of_measure$sex == sex & of_measure$nationality == nationality, ]
  f$row <- match(f$area, w$areas$key); f$col <- match(f$year, years)
  shape <- c(nrow(w$areas), length(years))
  q <- list(years = years, value = array(0, shape), sign = array(ABSENT, shape),
            raw = array(0, shape), marks = array(0L, shape))
  own <- f[f$from == from & f$to == to, ]
  cell <- cbind(own$row, own$col)
  q$value[cell] <- own$value; q$sign[cell] <- own$sign
  q$raw[cell] <- own$value * own$raw; q$marks[cell] <- own$marks
  if (w$measures$additive[w$measures$id == measure] == 1) {
    q <- add_ages(q, f, from, to, q$sign == ABSENT)
    q <- add_members(w, q, which(w$areas$kind == "kreis"))
    q <- add_members(w, q, which(w$areas$kind == "group"))
  }
  w$memory[[id]] <- q
  q
}

# The limits of the terms and of the class, or NULL where they have nothing in common.
narrow <- function(term, class) {
  if (is.null(class)) return(term)
  if (class$sex != "" && term$sex != "" && class$sex != term$sex) return(NULL)
  if (term$sex == "") term$sex <- class$sex
  term$from <- max(term$from, class$from)
  term$to <- min(term$to, class$to)
  if (term$from < term$to) term else NULL
}

rows_of <- function(d) lapply(seq_len(nrow(d)), function(i) as.list(d[i, ]))

# All summands: with the year they are taken from, seen from the year of the statistic.
elements_of <- function(w, ind, part) {
  strata <- if (ind$form == "plain") list(NULL) else rows_of(w$strata[w$strata$id == ind$id, ])
  out <- list()
  for (t in rows_of(w$terms[w$terms$id == ind$id, ]))
    for (k in seq_along(strata))
      for (lag in 0:(ind$pool - 1)) {
        below <- t$side == "denominator"
        e <- if (below) t else narrow(t, part)
        if (!is.null(e) && t$stratum == 0) e <- narrow(e, strata[[k]])
        if (is.null(e) || (t$stratum != 0 && t$stratum != k)) next
        e$k <- k; e$lag <- lag; e$below <- below
        e$offset <- (if (below) ind$offset else 0) - lag
        out[[length(out) + 1]] <- e
      }
  out
}

basis <- function(w, measure, year) sum(w$bases$from[w$bases$measure == measure] <= year)

column <- function(w, e, year) {
  q <- quantity(w, e$measure, e$sex, e$nationality, e$from, e$to)
  c <- match(year + e$offset, q$years)
  if (is.na(c)) return(NULL)
  list(value = q$value[, c] * e$weight, sign = q$sign[, c], raw = q$raw[, c],
       marks = q$marks[, c])
}

sum_columns <- function(list, n) {
  out <- list(value = numeric(n), sign = rep(NOTHING, n), marks = integer(n))
  for (x in list) {
    out$value <- out$value + x$value
    out$sign <- pmax(out$sign, x$sign)
    out$marks <- bitwOr(out$marks, x$marks)
  }
  out
}

# ---- methods

wilson <- function(x, n, level) {
  z <- qnorm(1 - (1 - level) / 2)
  half <- z * sqrt(z^2 + 4 * x * (1 - x / n))
  cbind(ifelse(x == 0, 0, (2 * x + z^2 - half) / (2 * (n + z^2))),
        ifelse(x == n, 1, (2 * x + z^2 + half) / (2 * (n + z^2))))
}

limits_of_cases <- function(x, level) {
  a <- (1 - level) / 2; z <- qnorm(1 - a); y <- x + 1
  exact <- x < 10
  low <- ifelse(exact, ifelse(x > 0, qchisq(a, 2 * pmax(x, 1e-9)) / 2, 0),
                x * (1 - 1 / (9 * x) - z / (3 * sqrt(x)))^3)
  high <- ifelse(exact, qchisq(1 - a, 2 * y) / 2,
                 y * (1 - 1 / (9 * y) + z / (3 * sqrt(y)))^3)
  cbind(low, high)
}

# Cases by stratum in columns, each with its weight.
dobson <- function(cases, weight, level) {
  o <- rowSums(cases)
  pmax(rowSums(cases * weight) +
         sqrt(rowSums(cases * weight^2) / o) * (limits_of_cases(o, level) - o), 0)
}

no_limits <- function(n) matrix(NA_real_, n, 4)

# ---- one plane: all areas of an indicator, part and year

by_stratum <- function(sides, below, n) {
  picked <- sides[vapply(sides, function(s) s$below == below, NA)]
  groups <- split(picked, vapply(picked, function(s) s$k, 0))
  lapply(groups, function(g) sum_columns(lapply(g, function(s) s$column), n))
}

values_of <- function(strata) do.call(cbind, lapply(strata, function(s) s$value))
sign_of <- function(strata) do.call(pmax, lapply(strata, function(s) s$sign))
marks_of <- function(strata) Reduce(bitwOr, lapply(strata, function(s) s$marks))

plain <- function(ind, above, below, n) {
  p <- list(sign = above$sign, marks = above$marks, num = above$value, den = rep(0, n),
            limits = no_limits(n))
  counted <- counts(above$sign)
  p$value <- p$num * ind$factor
  if (ind$ratio == 1) {
    both <- pmax(above$sign, below$sign)
    p$marks <- bitwOr(above$marks, below$marks)
    counted <- counts(both)
    p$sign <- ifelse(counted, above$sign, both)
    p$den <- below$value
    p$sign[counted & !(p$den > 0)] <- CROSSED
    p$value <- p$num / p$den * ind$factor
  }
  ok <- counts(p$sign) & p$num >= 0 & (ind$interval != "wilson" | p$num <= p$den)
  x <- p$num[ok]; d <- p$den[ok]
  for (k in 1:2) {
    level <- c(0.95, 0.998)[k]
    if (ind$interval == "wilson")
      p$limits[ok, 2 * k - 1:0] <- wilson(x, d, level) * ind$factor
    if (ind$interval == "byar")
      p$limits[ok, 2 * k - 1:0] <- limits_of_cases(x, level) / d * ind$factor
  }
  p
}

direct <- function(ind, p, cases, persons, weights) {
  weight <- t(weights / sum(weights) / t(persons))
  p$sign[counts(p$sign) & rowSums(cases) < 10] <- UNSURE
  p$value <- rowSums(cases * weight) * ind$factor
  ok <- counts(p$sign)
  for (k in 1:2)
    p$limits[ok, 2 * k - 1:0] <- dobson(cases[ok, , drop = FALSE], weight[ok, , drop = FALSE],
                                       c(0.95, 0.998)[k]) * ind$factor
  p
}

indirect <- function(ind, p, w, cases, persons) {
  itself <- w$areas$kind == "kreis"
  kreis <- ifelse(itself, seq_along(itself), w$kreis)
  p$den <- rowSums(persons * (cases / persons)[kreis, , drop = FALSE])
  p$sign <- ifelse(is.na(kreis), ABSENT, pmax(p$sign, p$sign[kreis]))
  p$value <- ifelse(itself, ind$factor, p$num / p$den * ind$factor)
  ok <- counts(p$sign) & !itself
  for (k in 1:2)
    p$limits[ok, 2 * k - 1:0] <- limits_of_cases(p$num[ok], c(0.95, 0.998)[k]) / p$den[ok] *
      ind$factor
  p
}

estimate <- function(ind, p, w, cases, persons, signs) {
  to <- ind$round
  weight <- persons / persons[w$kreis, , drop = FALSE]
  there <- cases[w$kreis, , drop = FALSE]
  place <- w$below
  carried <- rowSums(weight * there)
  p$value <- ifelse(place, floor(carried / to + 0.5) * to, p$num)
  sign <- pmax(signs$persons, (pmax(signs$cases, signs$persons))[w$kreis])
  p$sign <- ifelse(place, ifelse(is.na(w$kreis), ABSENT, sign), p$sign)
  p$marks[place & counts(p$sign)] <- bitwOr(p$marks[place & counts(p$sign)], 8L)
  p$num <- p$value
  ok <- place & counts(p$sign)
  for (k in 1:2) {
    b <- dobson(there[ok, , drop = FALSE], weight[ok, , drop = FALSE], c(0.95, 0.998)[k])
    p$limits[ok, 2 * k - 1:0] <- cbind(floor(b[, 1] / to), ceiling(b[, 2] / to)) * to
  }
  p
}

stratified <- function(w, ind, cases, persons) {
  n <- nrow(w$areas)
  signs <- list(cases = sign_of(cases), persons = sign_of(persons))
  p <- list(sign = pmax(signs$cases, signs$persons), num = rowSums(values_of(cases)),
            den = rowSums(values_of(persons)), limits = no_limits(n),
            marks = bitwOr(marks_of(cases), marks_of(persons)))
  weights <- w$strata$weight[w$strata$id == ind$id]
  stopifnot(ind$year == 0) # no shipped indicator takes its weights from the district
  switch(ind$form,
         direct = direct(ind, p, values_of(cases), values_of(persons), weights),
         indirect = indirect(ind, p, w, values_of(cases), values_of(persons)),
         estimate = estimate(ind, p, w, values_of(cases), values_of(persons), signs))
}

# NULL where there is nothing at all. Beside the figures what the guard's first rule looks at.
plane_of <- function(w, ind, part, year) {
  n <- nrow(w$areas)
  elements <- elements_of(w, ind, part)
  if (!any(!vapply(elements, function(e) e$below, NA))) return(NULL)
  sides <- list()
  for (e in elements) {
    c <- column(w, e, year)
    if (is.null(c) || basis(w, e$measure, year + e$offset) !=
        basis(w, e$measure, year + e$offset + e$lag)) return(NULL)
    if (ind$level == "kreis") c$sign[w$below] <- ABSENT
    if (all(c$sign == ABSENT)) return(NULL)
    sides[[length(sides) + 1]] <- c(e, list(column = c))
  }
  cases <- by_stratum(sides, FALSE, n)
  persons <- by_stratum(sides, TRUE, n)
  p <- if (ind$form == "plain") plain(ind, cases[[1]], if (ind$ratio == 1) persons[[1]], n)
       else stratified(w, ind, cases, persons)
  p$basis <- sum(vapply(elements, function(e)
    if (e$lag == 0) basis(w, e$measure, year + e$offset) else 0, 0))
  p$sides <- sides
  if (all(p$sign == ABSENT)) NULL else p
}

# ---- what is published

only_counts <- function(w, ind) {
  t <- w$terms[w$terms$id == ind$id & w$terms$side == "numerator", ]
  ind$form != "plain" ||
    all(t$weight > 0 & w$measures$additive[match(t$measure, w$measures$id)] == 1)
}

has_cases <- function(w, ind) {
  t <- w$terms[w$terms$id == ind$id, ]
  unit <- w$measures$unit[match(t$measure, w$measures$id)]
  above <- t$side == "numerator"
  only_counts(w, ind) && (ind$ratio == 0 || ind$interval != "none" ||
                            all(unit[above] == unit[!above][1]))
}

shows_count <- function(w, ind)
  only_counts(w, ind) && (ind$interval != "none" || (ind$ratio == 0 && ind$factor == 1))

publish <- function(w, ind, p) {
  if (ind$ratio == 1)
    p$sign[counts(p$sign) & p$den < ind$persons] <- UNSURE
  shown <- counts(p$sign)
  if (ind$ratio == 1 && has_cases(w, ind)) {
    few <- shown & p$num > 0 & p$num < 10
    p$marks[few] <- bitwOr(p$marks[few], 1L)
  }
  p$limits[!shown, ] <- NA
  p$count <- if (shows_count(w, ind)) p$num else NA
  p$compared <- matrix("", length(shown), 2)
  kreis <- w$kreis
  can <- !is.na(kreis) & shown & !is.na(p$limits[, 1]) & shown[kreis] & ind$form != "estimate"
  for (k in 1:2) {
    with <- p$value[kreis[can]]
    p$compared[can, k] <- ifelse(with < p$limits[can, 2 * k - 1], "higher",
                                 ifelse(with > p$limits[can, 2 * k], "lower", "similar"))
  }
  p$rank <- rep("", length(shown))
  for (k in which(w$areas$kind == "kreis")) {
    m <- w$members[[k]]; m <- m[shown[m]]
    p$rank[m] <- sprintf("%d/%d", rank(-p$value[m], ties.method = "min"), length(m))
  }
  p
}

mark_text <- function(marks)
  vapply(marks, function(m) paste0(c("(", "p", "r", "s")[bitwAnd(m, MARKS) > 0],
                                   collapse = ""), "")

part_text <- function(part)
  if (is.null(part)) "" else
    paste0(part$sex, part$from, "-", if (part$to < 127) part$to - 1)

lines_of <- function(w, ind, part, year, p) {
  at <- which(p$sign != ABSENT)
  shown <- counts(p$sign[at])
  number <- function(x) ifelse(shown, x, NA)
  data.frame(area = w$areas$key[at], indicator = ind$id, part = part_text(part), year = year,
             value = number(p$value[at]), sign = SIGN[p$sign[at] + 1],
             marks = ifelse(shown, mark_text(p$marks[at]), ""),
             lower = p$limits[at, 1], upper = p$limits[at, 2], lower998 = p$limits[at, 3],
             upper998 = p$limits[at, 4], district = p$compared[at, 1],
             district998 = p$compared[at, 2], rank = p$rank[at],
             count = if (length(p$count) > 1) number(p$count[at]) else NA, basis = p$basis)
}

# Every line that the program should print, were nothing to be protected.
statistics <- function(w) {
  out <- list()
  for (ind in rows_of(w$indicators)) {
    parts <- c(list(NULL), rows_of(w$parts[w$parts$id == ind$id, ]))
    first <- elements_of(w, ind, NULL)[[1]]
    years <- unique(w$facts$year[w$facts$measure == first$measure]) - first$offset
    for (year in sort(years)) {
      planes <- lapply(parts, function(part) {
        p <- plane_of(w, ind, part, year)
        if (is.null(p)) NULL else publish(w, ind, p)
      })
      # A year without any number is not shown at all.
      if (!any(vapply(planes, function(p) any(counts(p$sign)), NA))) next
      for (k in seq_along(parts))
        if (!is.null(planes[[k]]))
          out[[length(out) + 1]] <- lines_of(w, ind, parts[[k]], year, planes[[k]])
    }
  }
  do.call(rbind, out)
}
