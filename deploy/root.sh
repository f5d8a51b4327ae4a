#!/bin/sh
# Makes the root that an image has below Portlight: Node, the libraries that it is linked with, and nobody's account.
# No shell, no package tool, nothing that could be written to. Runs on Debian. Usage: sh deploy/root.sh OUT
set -eu
out=$1
node=$(readlink -f "$(command -v node)")
rm -rf "$out"
mkdir -p "$out/usr/bin" "$out/etc"
cp "$node" "$out/usr/bin/node"

# The loader and each library, at the paths where the loader looks for them.
libraries=$(ldd "$node" | grep -o '/[^ ]*')
for library in $libraries; do
  mkdir -p "$out$(dirname "$library")"
  cp -L "$library" "$out$library"
done

# What they are and under which licence, where scanners look for it.
package_of() {
  real=$(readlink -f "$1")
  # Debian 12 names some of them without the /usr in front.
  dpkg-query -S "$real" 2>/dev/null || dpkg-query -S "${real#/usr}"
}
mkdir -p "$out/var/lib/dpkg/status.d"
for library in $libraries; do
  package=$(package_of "$library" | sed 's/: .*//')
  name=${package%%:*}
  dpkg-query -s "$package" >"$out/var/lib/dpkg/status.d/$name"
  mkdir -p "$out/usr/share/doc/$name"
  cp -L "/usr/share/doc/$name/copyright" "$out/usr/share/doc/$name/"
done

echo 'portlight:x:65532:65532::/:/none' >"$out/etc/passwd"
echo 'portlight:x:65532:' >"$out/etc/group"
chmod -R u=rwX,go=rX "$out"
