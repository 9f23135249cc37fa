# An invented course of the population: population.R SHIPPED OUT writes the table by sex and 17 age
# groups of the years 2004 to 2023 for the district and its municipalities, grown from the shipped
# one by single years of age. One cell is missing. Numbers are drawn from a fixed seed.
args <- commandArgs(trailingOnly = TRUE)
set.seed(1962, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
t <- read.csv(args[1], sep = ";", comment.char = "#", colClasses = c(area = "character"))
t <- t[grepl("^08116...$", t$area) & t$sex != "" & !is.na(t$age_from), ]
from <- c(0, 3, 6, 10, 15, 18, seq(20, 60, 5), 65, 75); to <- c(from[-1], 100)
places <- sort(unique(t$area))
cat("area;period;measure;sex;age_from;age_to;nationality;value;sign\n", file = args[2])
out <- file(args[2], "a")
put <- function(area, year, sex, people) {
  n <- vapply(seq_along(from), function(g) sum(people[(from[g]:(to[g] - 1)) + 1]), 0)
  gone <- area == "08116014" & year == 2018 & sex == "m" & from == 6
  writeLines(sprintf("%s;%d-12-31;population;%s;%d;%s;;%d;", area, year, sex, as.integer(from),
                     c(to[-17] - 1, ""), as.integer(n))[!gone], out)
  n
}
state <- list()
for (p in places) for (s in c("m", "w")) {
  g <- t[t$area == p & t$sex == s, ]
  people <- numeric(100)
  for (k in seq_len(nrow(g))) { # spread over the years of a group, fewer at the very old
    years <- g$age_from[k]:(if (is.na(g$age_to[k])) 99 else g$age_to[k])
    w <- if (is.na(g$age_to[k])) exp(-(years - 75) / 8) else rep(1, length(years))
    people[years + 1] <- as.vector(rmultinom(1, g$value[k], w))
  }
  state[[paste(p, s)]] <- people
}
drift <- setNames(rnorm(length(places), 0, 0.012), places) # places that grow, places that shrink
for (year in 2004:2023) {
  all <- list(m = numeric(100), w = numeric(100)); sums <- c(m = 0, w = 0)
  for (p in places) {
    mothers <- sum(state[[paste(p, "w")]][16:45])
    for (s in c("m", "w")) {
      people <- state[[paste(p, s)]]
      writeLines(sprintf("%s;%d-12-31;population;%s;;;;%d;", p, year, s, as.integer(sum(people))),
                 out)
      put(p, year, s, people); all[[s]] <- all[[s]] + people
      alive <- rbinom(100, people, 1 - pmin(0.5, 0.00004 * exp(0.088 * 0:99)))
      moves <- dnorm(0:99, 27, 9) * 12 + 0.2
      come <- rpois(100, pmax(0, alive * (0.03 + drift[p] / 2) * moves))
      go <- rbinom(100, alive, pmin(0.9, pmax(0, (0.03 - drift[p] / 2) * moves)))
      old <- alive + come - go
      state[[paste(p, s)]] <- c(rpois(1, mothers * 0.024), old[1:98], old[99] + old[100])
    }
    writeLines(sprintf("%s;%d-12-31;population;;;;;%d;", p, year, as.integer(
      sum(all$m) + sum(all$w) - sum(sums))), out)
    sums <- c(m = sum(all$m), w = sum(all$w))
  }
  for (s in c("m", "w")) {
    put("08116", year, s, all[[s]])
    writeLines(sprintf("08116;%d-12-31;population;%s;;;;%d;", year, s, as.integer(sum(all[[s]]))),
               out)
  }
  writeLines(sprintf("08116;%d-12-31;population;;;;;%d;", year, as.integer(sum(all$m) +
                                                                             sum(all$w))), out)
}
close(out)
