"""Starts llama.cpp's own server on a free port of this machine: python llama-server.py FILE TOKENS

TOKENS is the context length. Needs the package xllamacpp. Prints the address when it listens, and ends with its standard input.
"""

import sys

import xllamacpp

settings = xllamacpp.CommonParams()
settings.model.path = sys.argv[1]
settings.n_ctx = int(sys.argv[2])
settings.n_parallel = 1
settings.port = 0
settings.warmup = False
settings.cpuparams.n_threads = 1
server = xllamacpp.Server(settings)
print(server.listening_address, flush=True)
sys.stdin.read()
