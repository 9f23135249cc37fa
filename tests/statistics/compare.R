# compare.R: a dump of the program beside the same lines from R, and how tests are told.

read_dump <- function(file) {
  d <- read.table(file, sep = ";", header = TRUE, colClasses = "character", quote = "",
                  comment.char = "", na.strings = NULL)
  numbers(d, c("year", "value", "lower", "upper", "lower998", "upper998", "count", "basis"))
}

key_of <- function(d) paste(d$area, d$indicator, d$part, d$year)

tell <- function(name, bad, lines = character(0)) {
  if (bad == 0) {
    cat("ok ", name, "\n", sep = "")
  } else {
    cat("not ok ", name, ": ", bad, " differ\n", sep = "")
    cat(paste0("  ", head(lines, 10)), sep = "\n")
    cat("\n")
  }
}

# Relative to the value itself; both missing is equal.
near <- function(a, b, tolerance = 1e-9)
  (is.na(a) & is.na(b)) |
    (!is.na(a) & !is.na(b) & abs(a - b) <= tolerance * pmax(abs(a), abs(b)))

agree <- function(ours, dump) {
  cat("#", nrow(ours), "lines of R,", nrow(dump), "of the program\n")
  a <- key_of(ours); b <- key_of(dump)
  tell("every line of R is in the program's", sum(!a %in% b), a[!a %in% b])
  tell("every line of the program is in R's", sum(!b %in% a), b[!b %in% a])
  tell("no line comes twice", sum(duplicated(b)), b[duplicated(b)])
  dump <- dump[match(a, b), ]
  both <- !is.na(dump$area)
  ours <- ours[both, ]; dump <- dump[both, ]
  for (column in c("value", "lower", "upper", "lower998", "upper998", "count")) {
    bad <- !near(ours[[column]], dump[[column]])
    tell(paste(column, "agrees to 1e-9"), sum(bad),
         paste(key_of(ours)[bad], "R", ours[[column]][bad], "program", dump[[column]][bad]))
  }
  for (column in c("sign", "marks", "district", "district998", "rank", "basis")) {
    bad <- ours[[column]] != dump[[column]]
    tell(paste(column, "agrees"), sum(bad),
         paste(key_of(ours)[bad], "R", ours[[column]][bad], "program", dump[[column]][bad]))
  }
}
