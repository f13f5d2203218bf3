import io, mmap, os, sys

size = os.fstat(0).st_size
with mmap.mmap(0, 0, access=mmap.ACCESS_READ) as mapped:
    print(mapped.readline(), mapped[-3:])
input = io.BytesIO(os.read(0, size)).readline
print(size, int(input()), sum(map(int, input().split())))
sys.stdin.seek(0)
print(sys.stdin.readline().split(), open("/dev/stdin").read().split())
