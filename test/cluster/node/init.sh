#!/bin/bash
# pid 1 of a real node, in namespaces of its own. Its end is the end of every process and mount in them.
# Arguments: the node's folder, the kubelet, its name, and the address that it calls its own.
folder=$1 kubelet=$2 name=$3 address=$4
trap 'exit 0' TERM
set -e
hostname "$name"
unset HTTP_PROXY HTTPS_PROXY http_proxy https_proxy NO_PROXY no_proxy KUBECONFIG

# no way out: containers speak to each other, to the kubelet and to the API server
ip link set lo up
ip address add "$address/32" dev lo
ip address add 10.96.0.1/32 dev lo
echo 1 >/proc/sys/net/ipv4/ip_forward
touch "$folder/ready"

mount --make-rshared /
mount -t proc proc /proc

# the control groups again, seen from this node's own: what it measures is itself, not the machine
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
  mount -t cgroup2 cgroup2 /sys/fs/cgroup
  mkdir -p /sys/fs/cgroup/init
  echo 1 >/sys/fs/cgroup/init/cgroup.procs
  sed 's/[a-z]\+/+&/g' /sys/fs/cgroup/cgroup.controllers >/sys/fs/cgroup/cgroup.subtree_control
else
  hierarchies=$(find /sys/fs/cgroup -mindepth 1 -maxdepth 1 -type d -printf '%f ')
  umount -R /sys/fs/cgroup
  mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup
  for one in $hierarchies; do
    mkdir "/sys/fs/cgroup/$one"
    case $one in
      unified) mount -t cgroup2 cgroup2 "/sys/fs/cgroup/$one" ;;
      systemd) mount -t cgroup -o none,name=systemd cgroup "/sys/fs/cgroup/$one" ;;
      *) mount -t cgroup -o "$one" cgroup "/sys/fs/cgroup/$one" ;;
    esac
  done
fi

# nothing listens there: pulling an image fails at once
resolv=$(readlink -m /etc/resolv.conf)
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/netns /run/lock /run/sysctl "$(dirname "$resolv")"
echo 'nameserver 127.0.0.1' >/run/resolv.conf
touch "$resolv"
mount --bind /run/resolv.conf "$resolv"

# the kubelet sets these at every start, for the whole machine: it finds files that hold what it wants
for pair in vm/overcommit_memory=1 kernel/panic=10 kernel/panic_on_oops=1; do
  file=/run/sysctl/${pair##*/}
  echo "${pair#*=}" >"$file"
  mount --bind "$file" "/proc/sys/${pair%=*}"
done

mkdir -p /var/lib/kubelet /var/lib/cni "$folder"/{kubelet,cni,log}
mount --bind "$folder/kubelet" /var/lib/kubelet
mount --bind "$folder/cni" /var/lib/cni
mount --bind "$folder/log" /var/log

containerd --config "$folder/containerd.toml" &
until ctr version >/dev/null 2>&1; do sleep 0.1; done
for image in "$folder"/images/*.tar; do ctr --namespace k8s.io images import "$image"; done

# a node whose kubelet ends gets a new one, as systemd would start it
set +e
while :; do
  "$kubelet" --config="$folder/kubelet.json" --kubeconfig="$folder/kubeconfig" \
    --hostname-override="$name" --node-ip="$address" --node-labels=example.com/real-node=true &
  wait $!
  sleep 2
done
