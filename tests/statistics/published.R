# published.R TABLES INPUTS OPEN: our figures beside those that the offices print themselves.
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "read.R"))
source(file.path(here, "statistics.R"))
source(file.path(here, "compare.R"))

argument <- commandArgs(trailingOnly = TRUE)
w <- load_world(argument[1], argument[2])
open <- read_dump(argument[3])
open$key <- key_of(open)

# Half a unit of the last digit printed.
within <- function(name, ours, theirs, digits, labels) {
  bad <- is.na(ours) | abs(ours - theirs) > 0.5 * 10^-digits + 1e-9
  tell(name, sum(bad), paste(labels[bad], "ours", ours[bad], "published", theirs[bad]))
}

# Statistisches Bundesamt, press release of 21.11.2016 (presseportal.de/pm/32102/3495166):
# minimum social security at the end of 2014 and 2015. Press release of 16.01.2017: care.
press <- read.table(header = TRUE, colClasses = c(area = "character"), text = "
area indicator year published digits
DG   S10       2014 9.1       1
DG   S10       2015 9.7       1
08   S10       2015 6.0       1
DG   A13       2015 27        0
")
ours <- open$value[match(paste(press$area, press$indicator, "", press$year), open$key)]
for (digits in unique(press$digits)) {
  k <- press$digits == digits
  within(paste("rates of press releases,", digits, "digits"), ours[k], press$published[k], digits,
         paste(press$area, press$indicator, press$year)[k])
}

own <- function(measure) {
  f <- w$facts[w$facts$measure == measure & w$facts$sex == "" & w$facts$nationality == "" &
                 w$facts$from == 0 & w$facts$to == 127 & w$facts$sign == VALUE, ]
  setNames(f$value, paste(f$area, f$year))
}

# Table 82411-01-03-4 prints income per head, on the mean of the population at both ends of
# the year. Up to 2011 the national accounts use a population calculated back from the census
# of 2011, which our files do not hold: there the two must differ, by 0.9 to 2.6 %.
per_head <- own("disposable_income_per_head")
income <- own("disposable_income")[names(per_head)] * 1000
population <- own("population")
place <- sub(" .*", "", names(per_head)); year <- as.integer(sub(".* ", "", names(per_head)))
mean_population <- (population[paste(place, year)] + population[paste(place, year - 1)]) / 2
computed <- unname(income / mean_population)
new <- year >= 2012
within("income per head from 2012 is the published one", computed[new], per_head[new], 0,
       names(per_head)[new])
ratio <- unname(per_head[!new] / computed[!new])
tell("income per head up to 2011 has the older population", sum(ratio < 1.009 | ratio > 1.026),
     paste(names(per_head)[!new], ratio))

# Table 12411-07-01-5 prints mean ages; the age classes leave them between two bounds.
age <- own("mean_age")
bounds <- t(vapply(names(age), function(k) {
  at <- strsplit(k, " ")[[1]]
  f <- w$facts[w$facts$measure == "population" & w$facts$area == at[1] &
                 w$facts$year == as.integer(at[2]) & w$facts$sex == "" &
                 w$facts$nationality == "", ]
  f <- f[cover(f, 0, 75), ]
  old <- population[[k]] - sum(f$value)
  c(sum(f$from * f$value) + 75 * old, sum(f$to * f$value) + 105 * old) / population[[k]]
}, c(0, 0)))
bad <- age < bounds[, 1] - 0.05 | age > bounds[, 2] + 0.05
tell("mean ages lie within their age classes", sum(bad), names(age)[bad])

# The published rate relates to those who work or want to, our share (S06) to all from 15 to
# 64: it must be lower, everywhere and always. Nothing else of the rate can be recomputed: its
# denominator is not delivered.
rate <- own("unemployment_rate")
s06 <- open[open$indicator == "S06" & !is.na(open$value), ]
theirs <- rate[paste(s06$area, s06$year)]
bad <- !is.na(theirs) & s06$value >= theirs
tell("the share of unemployed is below the published rate", sum(bad), s06$key[bad])
tell("published rates are there to compare with", as.integer(sum(!is.na(theirs)) < 3))

# What the catalogue only passes on is the figure of the table, digit by digit.
for (measure in w$measures$id[w$measures$additive == 0]) {
  t <- w$terms[w$terms$measure == measure, ]
  if (nrow(t) != 1 || t$sex != "" || t$from > 0 || t$to < 127) next
  ind <- w$indicators[w$indicators$id == t$id, ]
  theirs <- own(measure)
  o <- open[open$indicator == t$id & open$part == "" & !is.na(open$value), ]
  if (t$weight != 1 || nrow(o) == 0) next
  bad <- !near(o$value, unname(theirs[paste(o$area, o$year)]) * ind$factor)
  tell(paste("as published:", t$id), sum(bad), o$key[bad])
}

# ---- sums

# A sum of members, where all of them have a count: groups always, the Kreis where it has no
# figure of its own or the publishers have not rounded.
counted <- open[!is.na(open$count) & !open$indicator %in%
                  w$indicators$id[w$indicators$form == "estimate"], ]
of <- setNames(counted$count, paste(counted$area, counted$indicator, counted$part, counted$year))
bad <- character(0); compared <- 0
for (g in w$areas$key[w$areas$kind == "group"]) {
  m <- w$areas$key[w$members[[g]]]
  for (k in which(counted$area == g)) {
    at <- paste(counted$indicator[k], counted$part[k], counted$year[k])
    sum_of <- sum(of[paste(m, at)])
    if (is.na(sum_of)) next
    compared <- compared + 1
    if (abs(sum_of - counted$count[k]) > 1e-6) bad <- c(bad, paste(g, at))
  }
}
cat("#", compared, "sums of groups compared\n")
tell("groups have the sum of their members", length(bad), bad)
tell("there are groups to compare", as.integer(compared < 500))

# All municipalities together: the Kreis, but for what the offices have rounded or changed
# (yearly means of unemployed; census figures under cell keys; income tax by place).
kreis <- w$areas$key[w$areas$kind == "kreis"][1]
m <- w$areas$key[w$members[[kreis]]]
bad <- character(0); compared <- 0
for (k in which(counted$area == kreis)) {
  at <- paste(counted$indicator[k], counted$part[k], counted$year[k])
  all <- of[paste(m, at)]
  if (anyNA(all)) next
  compared <- compared + 1
  rounded <- any(w$terms$measure[w$terms$id == counted$indicator[k]] %in%
                   grep("^unemployed|^census|^income|^taxpayers", w$measures$id, value = TRUE))
  if (abs(sum(all) - counted$count[k]) > if (rounded) length(m) else 1e-6)
    bad <- c(bad, paste(at, sum(all), counted$count[k]))
}
cat("#", compared, "sums of the Kreis compared\n")
tell("the Kreis has the sum of its municipalities", length(bad), bad)

# Status-quo estimates add up to the figure of the Kreis: half a step for each municipality.
for (id in w$indicators$id[w$indicators$form == "estimate"]) {
  step <- w$indicators$round[w$indicators$id == id]
  o <- open[open$indicator == id, ]
  for (year in unique(o$year)) {
    sum_of <- sum(o$value[o$year == year & o$area %in% m])
    own_figure <- o$value[o$year == year & o$area == kreis]
    cat("#", id, year, "municipalities", sum_of, "Kreis", own_figure, "\n")
    tell(paste("estimates add up to the Kreis:", id, year),
         as.integer(!(abs(sum_of - own_figure) <= step / 2 * length(m))))
  }
}
