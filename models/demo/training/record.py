"""What each run of a stage came to, in the order of the runs: the manifest shows it."""
import json


def record(result, directory):
    print(result)
    with open(f"{directory}/curriculum.jsonl", "a") as file:
        file.write(json.dumps(result) + "\n")
