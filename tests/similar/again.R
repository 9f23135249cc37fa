# The medians of similar municipalities once more: again.R STATISTICS ANALYSIS PRINTED.
args <- commandArgs(trailingOnly = TRUE)
stat <- read.csv(args[1], sep = ";", colClasses = c(area = "character", part = "character"))
stat <- stat[stat$part == "" & !is.na(stat$value), ]
lines <- strsplit(readLines(args[2]), ";", fixed = TRUE)
similar <- do.call(rbind, lapply(lines[vapply(lines, `[`, "", 1) == "similar"], `[`, 2:4))
printed <- strsplit(readLines(args[3]), ";", fixed = TRUE)
num <- function(s) suppressWarnings(as.numeric(s))

faults <- list(medians = character(0), newest = character(0))
told <- c(medians = 0, few = 0, newest = 0)
differ <- function(kind, line, wanted)
  faults[[kind]] <<- c(faults[[kind]], paste(paste(line, collapse = ";"), "not", wanted))

for (line in printed) {
  near <- similar[similar[, 1] == line[2], 3]
  of <- stat[stat$indicator == line[3], ]
  if (line[1] == "median") {
    v <- of$value[of$area %in% near & of$year == num(line[4])]
    if (num(line[5]) != length(v) || num(line[6]) != length(near))
      differ("medians", line, paste(length(v), "of", length(near)))
    wanted <- if (length(v) < 3) rep(NA, 3) else c(min(v), median(v), max(v))
    mine <- num(line[7:9])
    if (any(is.na(wanted) != is.na(mine)) || any(abs(wanted - mine) > 1e-9, na.rm = TRUE))
      differ("medians", line, paste(wanted, collapse = " "))
    if (length(v) < 3) {
      told["few"] <- told["few"] + 1
      if (!identical(line[10], ".")) differ("medians", line, "a point")
    } else told["medians"] <- told["medians"] + 1
  } else {
    own <- of$year[of$area == line[2]]
    others <- of$year[nchar(of$area) == 8 & startsWith(of$area, "08116")]
    told["newest"] <- told["newest"] + 1
    if (num(line[4]) != (if (length(own) > 0) max(own) else max(others)))
      differ("newest", line, "the newest year")
  }
}
verdict <- function(name, kind, enough) {
  if (length(faults[[kind]]) > 0)
    cat("not ok ", name, ": ", length(faults[[kind]]), " differ, ", faults[[kind]][1], "\n", sep = "")
  else if (!enough) cat("not ok ", name, ": too few to tell\n", sep = "")
  else cat("ok ", name, "\n", sep = "")
}
verdict("medians of similar municipalities are those of R", "medians",
        told["medians"] > 100 && told["few"] > 20)
verdict("the newest year of a municipality is that of its figures", "newest", told["newest"] > 200)
