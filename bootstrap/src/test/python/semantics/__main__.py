"""Cases and what they come to, a line of JSON each: python3 semantics FIRST_SEED CASES"""

import json
import sys

from cases import RandomCase
from oracle import outcome


def main(first, number):
    for seed in range(int(first), int(first) + int(number)):
        case = RandomCase(seed).case()
        print(json.dumps({**case, "outcome": outcome(case)}))


main(*sys.argv[1:])
