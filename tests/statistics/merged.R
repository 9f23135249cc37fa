# merged.R GROUP MERGED: two municipalities that became one have the figures of their group.
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "read.R"))
source(file.path(here, "compare.R"))

argument <- commandArgs(trailingOnly = TRUE)
group <- read_dump(argument[1])
merged <- read_dump(argument[2])
columns <- c("value", "lower", "upper", "lower998", "upper998", "count", "basis")

# Of means there is no sum, and so no line of either.
as_one <- group[group$area == "PAIR", ]
as_one$area <- "08116004"
theirs <- merged[merged$area == "08116004", ]
a <- key_of(as_one); b <- key_of(theirs)
cat("#", length(a), "figures of the pair\n")
tell("a merged municipality has the lines of the group", sum(!a %in% b) + sum(!b %in% a),
     c(setdiff(a, b), setdiff(b, a)))
theirs <- theirs[match(a, b), ]
same <- Reduce(`&`, lapply(columns, function(k) near(as_one[[k]], theirs[[k]]))) &
  as_one$sign == theirs$sign & as_one$district == theirs$district &
  as_one$district998 == theirs$district998 & as_one$marks == theirs$marks
tell("a merged municipality has the figures of the group", sum(is.na(same) | !same),
     a[is.na(same) | !same])

# Nobody else sees it, but for the ranks.
others <- group[!group$area %in% c("PAIR", "08116004", "08116016"), ]
theirs <- merged[match(key_of(others), key_of(merged)), ]
same <- Reduce(`&`, lapply(columns, function(k) near(others[[k]], theirs[[k]]))) &
  others$sign == theirs$sign & others$district == theirs$district
tell("all others keep their figures", sum(is.na(same) | !same),
     key_of(others)[is.na(same) | !same])
