# read.R: the figures of inputs/data in the tidy layout, and the tables of tables.py.
# Base R only. Nothing here is taken from the program: it reads the files themselves.

table_of <- function(dir, name)
  read.delim(file.path(dir, paste0(name, ".tsv")), colClasses = "character", quote = "",
             na.strings = NULL, encoding = "UTF-8")

numbers <- function(d, columns) {
  d[columns] <- lapply(d[columns], as.numeric)
  d
}

# From weak to strong: a sum takes the strongest sign of its components.
NOTHING <- 0; SMALL <- 1; VALUE <- 2; LATER <- 3; UNSURE <- 4; CROSSED <- 5; UNKNOWN <- 6
UPSTREAM <- 7; HIDDEN <- 8; ABSENT <- 9
SIGN <- c("nothing", "small", "", "later", "unsure", "crossed", "unknown", "hidden-upstream",
          "hidden")
counts <- function(sign) sign <= VALUE
MARKS <- c(1, 2, 4, 8)

strength_of <- function(text)
  c("-" = NOTHING, "\u2013" = NOTHING, "." = UNKNOWN, "..." = LATER, "\u2026" = LATER,
    "/" = UNSURE, "x" = CROSSED, "X" = CROSSED, "*" = UPSTREAM)[text]

read_file <- function(inputs, file, raw) {
  lines <- readLines(file.path(inputs, file), encoding = "UTF-8", warn = FALSE)
  lines <- lines[!startsWith(lines, "#") & nzchar(lines)]
  cells <- strsplit(paste0(lines[-1], ";."), ";", fixed = TRUE) # no trailing field is lost
  stopifnot(lines[1] == "area;period;measure;sex;age_from;age_to;nationality;value;sign",
            lengths(cells) == 10)
  m <- matrix(unlist(cells), ncol = 10, byrow = TRUE)
  bare <- m[, 8] == ""
  note <- ifelse(bare, "", m[, 9])
  data.frame(
    area = m[, 1], year = as.integer(substr(m[, 2], 1, 4)), measure = m[, 3], sex = m[, 4],
    nationality = m[, 7],
    from = ifelse(m[, 5] == "", 0L, as.integer(m[, 5])),
    to = ifelse(m[, 6] == "", 127L, as.integer(m[, 6]) + 1L),
    value = ifelse(bare, 0, as.numeric(sub(",", ".", m[, 8], fixed = TRUE))),
    sign = ifelse(bare, strength_of(m[, 9]), VALUE),
    marks = grepl("(", note, fixed = TRUE) + 2 * grepl("p", note) + 4 * grepl("r", note) +
      8 * grepl("s", note),
    raw = raw, month = nchar(m[, 2]) == 7)
}

# Of a key that is delivered twice the first one counts. Figures of months are none of years. A
# mean or a rate of nothing ("-") is no zero, but unknown.
read_facts <- function(inputs, sources, means) {
  all <- do.call(rbind, Map(function(file, raw) read_file(inputs, file, raw == "1"),
                            sources$file, sources$raw))
  all <- all[!all$month, ]
  all$sign[all$sign == NOTHING & all$measure %in% means] <- UNKNOWN
  all$key <- with(all, paste(measure, sex, nationality, from, to, area, year))
  all[!duplicated(all$key), ]
}
