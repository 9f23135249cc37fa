# agree.R TABLES INPUTS DUMP: every line of "dump statistics" against R, both ways.
# DUMP is of inputs that need no protection, so that every figure can be seen.
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "read.R"))
source(file.path(here, "statistics.R"))
source(file.path(here, "compare.R"))

argument <- commandArgs(trailingOnly = TRUE)
w <- load_world(argument[1], argument[2])
ours <- statistics(w)
dump <- read_dump(argument[3])
agree(ours, dump)
