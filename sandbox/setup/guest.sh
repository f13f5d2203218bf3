# Runs the sandbox tests in a virtual machine with cgroup v2, which the machine at hand may not mount: QEMU boots a Debian
# of its own (systemd, AppArmor, Docker from Debian's packages) that has no network and reads everything from two disks.

GUEST_MEMORY_MB=4096
GUEST_LIMIT_SEC=14400
GUEST_PACKAGES=systemd-sysv,dbus,initramfs-tools,linux-image-cloud-amd64,docker.io,apparmor,iptables,redis-server,python3,procps

run_guest_tests() {
  local suite=trixie only= clock=counted argument
  for argument in "$@"; do
    case $argument in
      --guest) ;;
      --guest=*) suite=${argument#*=} ;;
      --only=*) only=${argument#*=} ;;
      --real-clock) clock=real ;;
      *) fail "Unknown option of ./judge test --guest: $argument" "It takes --only=TESTS (names in sandbox/guest/run-tests, with commas between) and --real-clock." ;;
    esac
  done
  take_turn
  ensure_dotnet
  ensure_docker
  ensure_compiler
  ensure_root_rights "Making the guest's disks"
  have debootstrap || install_packages debootstrap
  have mke2fs || install_packages e2fsprogs
  have qemu-system-x86_64 || install_packages qemu-system-x86
  GUEST=$STATE/guest/$suite
  mkdir -p "$GUEST"
  build_system_disk "$suite"
  build_images "${DEFAULT_LANGUAGES[@]}"
  do_step guest-build "building the tests" dotnet build Judge.Hangfire.sln -c Release -v quiet || fail "The tests could not be built."
  do_step guest-runner "building the runner" make -C sandbox/runner all || fail "The runner could not be built."
  do_step guest-disk "writing the tests, .NET and the images to a disk" write_tests_disk || fail "The tests' disk was not written."
  [[ -f $GUEST/docker.ext4 ]] || make_docker_disk || fail "The disk for Docker in the guest was not made."
  end_turn
  boot_guest "$only" $clock
  # The guest's last line has the totals; a guest that never got there said none.
  grep -aqE '^guest: [1-9][0-9]* passed, 0 failed' "$GUEST/console.log"
}

# Made once for each release of Debian; remove .judge/guest to make it anew. Its last file gets its name when all of it is there.
build_system_disk() {
  local suite=$1
  [[ ! -f $GUEST/initrd.img ]] || return 0
  do_step "guest-system" "bootstrapping Debian $suite with a kernel and Docker (some minutes)" bootstrap_system "$suite" ||
    fail "The guest's system could not be made."
}

bootstrap_system() (
  local suite=$1 root options=()
  [[ -f /usr/share/keyrings/debian-archive-$suite-stable.gpg ]] || options+=(--no-check-gpg)
  [[ -f /usr/share/debootstrap/scripts/$suite ]] || as_root ln -s sid "/usr/share/debootstrap/scripts/$suite"
  root=$(make_work_folder guest) || return
  trap 'discard_system "$root"' EXIT
  as_root debootstrap "${options[@]}" --variant=minbase "--include=$(guest_packages "$suite")" \
    "$suite" "$root" "$(host_mirror)" &&
    configure_system "$root" &&
    write_disk "$GUEST/system.ext4" "$root" 6G &&
    as_root cat "$root"/boot/vmlinuz-* >"$GUEST/vmlinuz" &&
    as_root cat "$root"/boot/initrd.img-* >"$GUEST/initrd.img.new" &&
    mv "$GUEST/initrd.img.new" "$GUEST/initrd.img"
)

# Debian 12 has docker's client in docker.io, later ones in a package of its own.
guest_packages() { [[ $1 == bookworm ]] && echo "$GUEST_PACKAGES" || echo "$GUEST_PACKAGES,docker-cli"; }

configure_system() {
  local root=$1
  as_root mkdir -p "$root/judge" &&
    printf '%s\n' '/dev/vda / ext4 defaults 0 0' '/dev/vdb /judge ext4 defaults 0 0' \
      '/dev/vdc /var/lib/docker ext4 defaults 0 0' | as_root tee "$root/etc/fstab" >/dev/null &&
    echo guest | as_root tee "$root/etc/hostname" >/dev/null &&
    as_root cp sandbox/guest/judge-tests.service "$root/etc/systemd/system/" &&
    as_root ln -sf /etc/systemd/system/judge-tests.service "$root/etc/systemd/system/multi-user.target.wants/" &&
    # The judge starts a redis-server of its own.
    as_root ln -sf /dev/null "$root/etc/systemd/system/redis-server.service"
}

# mke2fs fills the file system itself, so that nothing needs to be mounted. A disk gets its name when it is whole.
write_disk() {
  local disk=$1 folder=$2 size=$3
  as_root rm -f "$disk" "$disk.new" &&
    as_root mke2fs -q -t ext4 -E root_owner=0:0 -d "$folder" "$disk.new" "$size" &&
    as_root chmod 644 "$disk.new" &&
    mv -f "$disk.new" "$disk"
}

make_docker_disk() {
  local disk=$GUEST/docker.ext4
  rm -f "$disk.new" && mke2fs -q -t ext4 "$disk.new" 24G && mv "$disk.new" "$disk"
}

write_tests_disk() (
  local folder dotnet images
  folder=$(make_work_folder guest) || return
  trap 'rm -rf "$folder"' EXIT
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  mapfile -t images < <(for language in "${DEFAULT_LANGUAGES[@]}"; do image_of "$language"; done)
  mkdir "$folder/repository" &&
    tar -c --exclude=./.git --exclude=./.judge --exclude=obj . | tar -x -C "$folder/repository" &&
    cp -a "$dotnet" "$folder/dotnet" &&
    printf '%s\n' "$IMAGE_TAG" >"$folder/image-tag" &&
    docker image inspect -f '{{.Id}}' "${images[@]}" >"$folder/image-ids" &&
    # To standard output, because a client from a snap writes to no folder outside the user's home.
    docker save "${images[@]}" >"$folder/images.tar" &&
    write_disk "$GUEST/tests.ext4" "$folder" 8G
)

# Takes the names of the only tests to run, and the clock of an emulated guest: counted, or real, which is quicker, but spends limits of time on a
# slow processor.
boot_guest() {
  local only=$1 clock=$2
  # Emulated, the guest's clock counts instructions (1 ns each): limits and measures of time hold, however slow the emulation.
  # A processor without AVX, for which the kernel flushes nothing, is emulated quickest. The kernel is to leave cmpxchg16b alone: QEMU 7.2 was seen
  # to leave a wrong word in the flags after it, which ended the guest in a double fault.
  local accelerator=(-accel tcg,thread=single,tb-size=1024 -icount shift=0 -cpu Nehalem) without=clearcpuid=cx16
  [[ $clock == counted ]] || accelerator=(-accel tcg,thread=multi,tb-size=1024 -cpu Nehalem)
  if kvm_works; then accelerator=("${KVM[@]}") without=; else say "  KVM can't be used here: the guest is emulated, which is slow."; fi
  say "== the guest's console (${accelerator[1]}, kept in $GUEST/console.log)"
  # What the guest writes is forgotten, but for Docker's layers: to load gigabytes anew would take an emulated guest half an hour.
  timeout --foreground "$GUEST_LIMIT_SEC" qemu-system-x86_64 "${accelerator[@]}" -smp "$(nproc)" -m "$GUEST_MEMORY_MB" \
    -nodefaults -no-reboot -display none -nic none -serial stdio \
    -drive "file=$GUEST/system.ext4,format=raw,if=virtio,snapshot=on" -drive "file=$GUEST/tests.ext4,format=raw,if=virtio,snapshot=on" \
    -drive "file=$GUEST/docker.ext4,format=raw,if=virtio" \
    -kernel "$GUEST/vmlinuz" -initrd "$GUEST/initrd.img" \
    -append "root=/dev/vda rw console=ttyS0 quiet panic=-1 mitigations=off $without judge.only=$only systemd.show_status=no systemd.mask=serial-getty@ttyS0.service" </dev/null 2>&1 |
    sed -u 's,\r$,,' | tee "$GUEST/console.log" || say "  QEMU ended with a fault, or after $GUEST_LIMIT_SEC s."
}

# Some nested hosts refuse the MSR behind arch-capabilities, and no test needs it.
KVM=(-accel kvm -cpu "host,arch-capabilities=off")

# Some nested hosts offer a /dev/kvm that can't run a Debian kernel. One with no disk ends at once, missing its root.
kvm_works() {
  [[ -w /dev/kvm ]] && timeout 30 qemu-system-x86_64 "${KVM[@]}" -m 512 -nodefaults -no-reboot -display none -nic none -serial stdio \
    -kernel "$GUEST/vmlinuz" -append "console=ttyS0 panic=-1" </dev/null 2>/dev/null | grep -aq 'Unable to mount root fs'
}
