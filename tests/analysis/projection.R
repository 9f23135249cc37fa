# The projected population once more, in base R, from published figures: projection.R STATISTICS
# ANALYSIS INDICATOR STEPS CHANGE LEVEL LIMITS. Written independently of the program, after the
# header of pipeline/methods/projection.h: arrays of place, sex and age instead of tables in a
# row. Prints "ok NAME" or "not ok NAME: why".
args <- commandArgs(trailingOnly = TRUE)
stat <- read.csv(args[1], sep = ";", colClasses = c(area = "character", part = "character"))
stat <- stat[stat$indicator == args[3] & !is.na(stat$value), ]
steps <- as.integer(args[4]); mixed <- args[5] == "mixed"; level <- as.numeric(args[6])
limits <- as.numeric(strsplit(args[7], " ")[[1]])
lines <- strsplit(readLines(args[2]), ";", fixed = TRUE)
of <- function(kind, n) do.call(rbind, lapply(lines[vapply(lines, `[`, "", 1) == kind],
                                              function(l) c(l, rep("", n))[2:n]))
district <- "08116"
places <- sort(unique(stat$area[startsWith(stat$area, district) & stat$area != district]))
whole <- stat[stat$part == "", ]
total <- function(area, year) whole$value[match(paste(area, year), paste(whole$area, whole$year))]
basis <- function(year) stat$basis[match(paste(district, year), paste(stat$area, stat$year))]

# Persons in single years of age, every year of a group alike, then groups of five years.
parts <- stat[stat$part != "", ]
low <- as.integer(sub(".([0-9]+)-.*", "\\1", parts$part))
high <- sub(".*-", "", parts$part); high <- ifelse(high == "", 126, suppressWarnings(as.integer(high)))
wide <- min(low[high - low + 1 > 5]); open <- wide %/% 5 * 5; n <- open / 5 + 1
parts$low <- low; parts$high <- high
n_parts <- length(unique(parts$part))
table_at <- function(area, year) { # 2 x n, women first; NULL where a number is missing
  g <- parts[parts$area == area & parts$year == year, ]
  if (nrow(g) < n_parts) return(NULL)
  t(vapply(c("w", "m"), function(s) {
    ages <- numeric(127)
    for (k in which(substr(g$part, 1, 1) == s)) {
      at <- (g$low[k]:g$high[k]) + 1
      ages[at] <- ages[at] + g$value[k] / length(at)
    }
    as.vector(tapply(ages, pmin((0:126) %/% 5, n - 1), sum))
  }, numeric(n)))
}
change <- function(base, then, now)
  ifelse(then > 0 & (now <= then | (!mixed & then >= 1)), base * (now / ifelse(then > 0, then, 1)),
         base + now - then)
one_step <- function(then, now) {
  older <- now; o <- n
  older[, 2:(o - 1)] <- change(now[, 1:(o - 2)], then[, 1:(o - 2)], now[, 2:(o - 1)])
  older[, o] <- change(now[, o - 1] + now[, o], then[, o - 1] + then[, o], now[, o])
  mothers <- c(sum(now[1, 4:9]), sum(older[1, 4:9]))
  older[, 1] <- if (mothers[1] > 0) now[, 1] * mothers[2] / mothers[1] else 0
  older
}
launch <- function(year) {
  k <- list(then = table_at(district, year - 5), now = table_at(district, year))
  if (is.null(k$then) || is.null(k$now) || basis(year) != basis(year - 5)) return(NULL)
  has <- list()
  for (p in places) {
    x <- list(then = table_at(p, year - 5), now = table_at(p, year))
    if (!is.null(x$then) && !is.null(x$now)) has[[p]] <- x
  }
  if (length(has) < length(places))
    has$rest <- lapply(c(then = "then", now = "now"), function(w)
      pmax(k[[w]] - Reduce(`+`, lapply(has, `[[`, w)), 0))
  list(places = has, district = k, size = vapply(has, function(x) sum(x$now), 0))
}
ahead <- function(l) {
  next_one <- lapply(l$places, function(x) one_step(x$then, x$now))
  want <- one_step(l$district$then, l$district$now)
  sum <- Reduce(`+`, next_one)
  for (p in names(next_one)) {
    x <- ifelse(sum > 0, next_one[[p]] * want / ifelse(sum > 0, sum, 1),
                want * l$size[p] / base::sum(l$size))
    l$places[[p]] <- list(then = l$places[[p]]$now, now = x)
  }
  l$district <- list(then = l$district$now, now = want)
  l
}
largest_remainder <- function(w, total) {
  share <- w / sum(w) * total
  if (sum(w) == 0) return(w)
  down <- floor(share + 1e-9 * (abs(share - round(share)) < 1e-9))
  short <- round(total - sum(down))
  up <- order(-(share - down), seq_along(w))[seq_len(short)]
  down[up] <- down[up] + 1
  down
}
size_class <- function(s) findInterval(s, limits)
errors_at <- function(h) {
  found <- NULL
  for (year in sort(unique(parts$year))) {
    if (is.na(total(district, year + 5 * h)) || basis(year) != basis(year + 5 * h)) next
    l <- launch(year); if (is.null(l)) next
    for (s in seq_len(h)) l <- ahead(l)
    for (p in setdiff(names(l$places), "rest")) {
      was <- sum(l$places[[p]]$now); is <- total(p, year + 5 * h)
      if (!is.na(is) && was > 0) found <- rbind(found, c(l$size[p], (is - was) / was))
    }
  }
  found
}

worst <- list(); checked <- list()
check <- function(name, mine, theirs, tolerance = 1e-9) {
  theirs <- suppressWarnings(as.numeric(theirs))
  bad <- is.na(mine) != is.na(theirs) | (!is.na(mine) & abs(mine - theirs) > tolerance *
                                            pmax(1, abs(mine)))
  worst[[name]] <<- c(worst[[name]], if (any(bad)) sprintf("%s, not %s", mine[bad][1],
                                                           theirs[bad][1]))
  checked[[name]] <<- sum(checked[[name]], !is.na(mine))
}
started <- Filter(function(y) !is.null(launch(y)), rev(sort(unique(parts$year))))
mine <- of("projection", 6); told <- of("projected", 10)
from <- started[1]; l <- launch(from)
for (r in seq_len(nrow(mine))) {
  has <- mine[r, 1] == district || mine[r, 1] %in% names(l$places)
  check("years of the tables", if (has) c(from - 5, from) else c(0, 0), mine[r, 2:3])
  check("a reason where there is none", as.numeric(!has), as.numeric(nzchar(mine[r, 5])))
}
check("places and years", (length(setdiff(names(l$places), "rest")) + 1) * steps, nrow(told))
for (s in seq_len(steps)) {
  l <- ahead(l); e <- errors_at(s); year <- from + 5 * s
  cells <- array(0, c(length(l$places), 2, n), list(names(l$places), NULL, NULL))
  want <- round(l$district$now)
  for (x in 1:2) for (g in 1:n)
    cells[, x, g] <- largest_remainder(vapply(l$places, function(p) p$now[x, g], 0), want[x, g])
  for (p in c(district, setdiff(names(l$places), "rest"))) {
    t <- told[told[, 1] == p & told[, 2] == year, ]
    x <- if (p == district) want else cells[p, , ]
    young <- sum(x[, 1:4]); old <- sum(x[, 14:n])
    check("population", c(sum(x), young, sum(x) - young - old, old), t[3:6])
    b <- c(NA, NA)
    same <- if (p == district || is.null(e)) numeric(0) else
      e[size_class(e[, 1]) == size_class(l$size[p]), 2]
    if (length(same) * (1 - level) >= 4 - 1e-9)
      b <- sum(x) * pmax(0, 1 + quantile(same, c((1 - level) / 2, (1 + level) / 2), names = FALSE))
    check("interval", b, t[7:8])
    check("mark", 1, as.numeric(t[9] == "s"))
  }
}
for (name in names(checked)) {
  if (length(worst[[name]]))
    cat("not ok R projects alike: ", name, ": ", worst[[name]][1], "\n", sep = "")
  else cat("ok R projects alike: ", name, " (", checked[[name]], ")\n", sep = "")
}
