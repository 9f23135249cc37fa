"""Completion as a person sees it: an interactive shell on a terminal of its own.

shell.py bash|zsh COMPLETION PROGRAM_FOLDER: types calls with TAB, has the shell print the words
that became of them, and compares. Prints "ok NAME" or "not ok NAME: why"."""
import os
import pty
import re
import select
import signal
import sys

shell, completion, folder = sys.argv[1:4]
CASES = [  # what is typed, and the words it becomes
    ("begin of a command", r"sozialbericht expl", ["explain"]),
    ("a command that a folder is called like", r"sozialbericht arch", ["archive"]),
    ("name without umlaut", r"sozialbericht report nuert", ["report", "Nürtingen"]),
    ("name with an umlaut", r"sozialbericht report Nür", ["report", "Nürtingen"]),
    ("name with blanks", r"sozialbericht report Esslingen\ a", ["report", "Esslingen am Neckar"]),
    ("name in quotes", r'sozialbericht report "Esslingen a', ["report", "Esslingen am Neckar"]),
    ("second name", r"sozialbericht report Altbach Kön", ["report", "Altbach", "Köngen"]),
    ("key", r"sozialbericht report 08116035", ["report", "Köngen"]),
    ("option", r"sozialbericht report Altbach --op", ["report", "Altbach", "--open"]),
    ("edition", r"sozialbericht archive erste", ["archive", "erste-ausgabe"]),
    ("folder", r"sozialbericht build --inputs einga", ["build", "--inputs", "eingaben"]),
    ("folder behind =", r"sozialbericht build --inputs=einga", ["build", "--inputs=eingaben"]),
    ("value behind =", r"sozialbericht check --format=cs", ["check", "--format=csv"]),
    ("several fit", r"sozialbericht explain Altbach D0", ["explain", "Altbach", "D0"]),
    ("one indicator", r"sozialbericht explain Altbach S05", ["explain", "Altbach", "S05"]),
    ("nothing fits", r"sozialbericht report Xyz", ["report", "Xyz"]),
]


def start():
    pid, terminal = pty.fork()
    if pid == 0:
        env = {"PATH": folder + ":/usr/bin:/bin", "HOME": os.getcwd(), "TERM": "dumb",
               "LC_ALL": "C.UTF-8", "PS1": "", "HISTFILE": "/dev/null"}
        command = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"]}
        os.execvpe(shell, command[shell], env)
    return pid, terminal


def read_until(terminal, pattern, seconds=20):
    text = b""
    while not re.search(pattern, text):
        ready, _, _ = select.select([terminal], [], [], seconds)
        if not ready:
            raise TimeoutError(text.decode(errors="replace")[-300:])
        text += os.read(terminal, 65536)
    return text.decode(errors="replace").replace("\r", "")


pid, terminal = start()
if shell == "bash":
    begin = f". {completion}; bind 'set bell-style none'; unset PROMPT_COMMAND"
else:
    begin = (f"fpath=({os.path.dirname(completion)} $fpath); autoload -U compinit; "
             "compinit -D -u; PROMPT=; RPROMPT=; unsetopt beep prompt_sp prompt_cr")
os.write(terminal, (begin + "; echo rea''dy\n").encode())
read_until(terminal, rb"\nready|\rready|^ready")
for i, (name, typed, words) in enumerate(CASES):
    # The line is completed, then printed instead of run: Ctrl-A goes to its begin.
    os.write(terminal, (typed + "\t\x01printf '<%s>' \x05 " + f"; echo '<'end{i}'>'\n").encode())
    try:
        text = read_until(terminal, f"<end{i}>".encode())
    except TimeoutError as stuck:
        print(f"not ok {shell}: {name}: no answer: {stuck!s}")
        break
    printed = re.findall(rf"<sozialbericht>((?:<[^<>]*>)+)<end{i}>", text)
    got = [w.rstrip("/") for w in re.findall("<([^<>]*)>", printed[-1])] if printed else []
    print(f"ok {shell}: {name}" if got == words else f"not ok {shell}: {name}: {got}, not {words}")
os.kill(pid, signal.SIGKILL)
os.waitpid(pid, 0)
