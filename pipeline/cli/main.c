#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "cli/command.h"
#include "cli/journal.h"
#include "cli/shipped.h"

static int finish(struct diag *d, int usage)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        DIAG_PLAIN(d, CLI_OUTPUT, NULL);
    }
    char *text = journal_has(stderr) ? diag_journal(d) : diag_text(d);
    fputs(text, stderr);
    free(text);
    int status = usage ? EXIT_USAGE : diag_exit_status(d);
    diag_free(d);
    return status;
}

int main(int argc, char **argv)
{
    struct diag *d = diag_new();
    struct options options;
    const struct command *command = NULL;
    int rc = 0;
    signal(SIGPIPE, SIG_IGN); /* a worker that died is seen as a failed write */
    if (options_parse(argc, (const char *const *)argv, &options, &command, d) != 0) {
        free((void *)options.args);
        return finish(d, 1);
    }
    if (command == NULL) {
        printf("sozialbericht %s (Bau %s)\n", sozialbericht_version, sozialbericht_build);
    } else {
        struct arena *folders = arena_new();
        shipped_use(&options, folders);
        rc = command->run(&options, d);
        arena_free(folders);
    }
    if (rc != 0 && !diag_has_errors(d)) {
        DIAG_PLAIN(d, IO_READ, "unbekannte Ursache");
    }
    free((void *)options.args);
    return finish(d, rc == COMMAND_USAGE);
}
