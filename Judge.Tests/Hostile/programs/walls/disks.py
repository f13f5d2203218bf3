# Looks for the host's disks and memory, by the names that they usually have.
# expect: {"status": "OK", "stdout": "none\n"}
import glob
import os

names = ("sd*", "vd*", "xvd*", "nvme*", "loop*", "dm-*", "mapper/*", "mem", "kmem", "port", "kvm", "fuse", "net/tun", "vhost-*", "dri/*", "nvidia*", "kmsg", "hpet", "cuse", "vfio/*")
print([path for name in names for path in glob.glob("/dev/" + name)] or "none")
