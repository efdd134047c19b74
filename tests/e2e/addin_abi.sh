#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The libraries of KAOPING_OXT load in any LibreOffice from 7.0 on, on a system with nothing of ours: what they need is part of LibreOffice, of the C and C++ run time, or in the package; no newer
# symbol version than the floor below; and they show nothing that could meet a namesake in the office's process.
#
# The floor: glibc 2.28 and GCC 8 (libstdc++ 3.4.25), which Debian 10, RHEL 8 and what is made from them have; LibreOffice's own ABI has been the same since 4.4.
set -euo pipefail

declare -A floor=([GLIBC]=2.28 [GLIBCXX]=3.4.25 [CXXABI]=1.3.11 [GCC]=7.0.0 [LIBO_UDK]=4.4 [UDK]=3.11 [OPENSSL]=3.0.0)
given=" libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 libgcc_s.so.1 libstdc++.so.6 ld-linux-x86-64.so.2 libuno_cppuhelpergcc3.so.3 libuno_cppu.so.3 libuno_sal.so.3 libuno_salhelpergcc3.so.3 "

broken=0
complain() {
    echo "FAILED: $1" >&2
    broken=1
}

unzip -q "$KAOPING_OXT" -d package
cd package/lib
for library in *.so; do
    dynamic=$(readelf -dW "$library")
    # shellcheck disable=SC2016
    origin='[$ORIGIN]' # the loader's word, not the shell's
    while read -r needed; do
        [[ $given == *" $needed "* || -f $needed ]] || complain "$library needs $needed, which a stock LibreOffice may not have"
        [[ ! -f $needed || $dynamic == *RUNPATH*"$origin"* ]] || complain "$library does not look for $needed beside itself"
    done < <(sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' <<<"$dynamic")
    soname=$(sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p' <<<"$dynamic")
    [[ -z $soname || $soname == libkaoping-* ]] || complain "$library has the name $soname, which another library in the process may have"

    # Needed weakly is not needed. "needed" of readelf -V: "Name: GLIBC_2.14  Flags: none  Version: 8".
    while read -r version; do
        family=${version%_*} number=${version##*_}
        highest=${floor[$family]:-}
        if [[ -z $highest ]]; then
            complain "$library needs a version of a family without a floor: $version"
        elif [[ $(printf '%s\n%s\n' "$number" "$highest" | sort -V | tail -n 1) != "$highest" ]]; then
            complain "$library needs $version, above $highest: $(objdump -T "$library" | sed -n "s/.*($version) *//p" | tr '\n' ' ')"
        fi
    done < <(readelf -VW "$library" | sed -n 's/.*Name: \([A-Z_]*_[0-9.]*\) *Flags: none.*/\1/p' | sort -u)
done

# Type information of UNO's exceptions is shown: by it they are known across libraries.
shown=$(nm -D --defined-only libkaoping.so | awk '{print $NF}' | sed 's/@.*//')
while read -r name; do
    [[ $name == org_kaoping_*_get || $name == _ZT[IS]* ]] || complain "libkaoping.so shows $name"
done <<<"$shown"
while read -r constructor; do
    grep -qx "$constructor" <<<"$shown" || complain "libkaoping.so has no $constructor, which kaoping.components names"
done < <(sed -n 's/.*constructor="\([^"]*\)".*/\1/p' ../kaoping.components)
# All is found when every symbol must be, with what LibreOffice has.
office=$(dirname "$(readlink -f "$(command -v soffice)")")
missing=$(LD_LIBRARY_PATH=$office LD_BIND_NOW=1 ldd -r libkaoping.so libkaoping-*.so 2>&1 | grep -E 'not found|undefined' || true)
[[ -z $missing ]] || complain "$missing"

exit "$broken"
