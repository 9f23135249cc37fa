"""One invented district: its reports are made and attacked.
Call: attempt.py PROGRAM FOLDER TESTS, where world.py has made FOLDER. Prints what is found and a
summary; exit status 1 after any, or where something else is wrong."""
import sys

import attack
import world_run


def attempt(program, folder, tests, say=print):
    """Result of the attack, and why it failed."""
    try:
        world_run.publish(program, folder, tests)
        return attack.Attack(folder).run(say=say), ""
    except (attack.Wrong, SystemExit) as e:
        return None, str(e)


if __name__ == "__main__":
    found, why = attempt(*sys.argv[1:4])
    print(why or attack.summary(found))
    sys.exit(bool(why or found[3]))
