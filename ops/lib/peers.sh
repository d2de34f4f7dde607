# shellcheck shell=bash
# Other people's servers, to measure beside ours. They are unpacked into a folder and never installed.

# unpack_ejabberd FOLDER: ejabberd and the packages it needs that this machine lacks. False when apt-get can't.
unpack_ejabberd() {
  local folder=$1 packages package
  if [ -f "$folder/complete" ]; then return 0; fi
  command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 || return 1
  packages=$(apt-get install --yes --no-install-recommends --simulate ejabberd 2>/dev/null | awk '/^Inst/ { print $2 }')
  case " $(printf '%s' "$packages" | tr '\n' ' ') " in
    *" erlang-base "*" ejabberd "*) ;;
    *) return 1 ;; # unknown here, or installed already in part: then its pieces would not be together
  esac
  printf 'Fetching ejabberd to measure beside ours ...\n' >&2
  rm -rf "$folder"
  mkdir -p "$folder/packages"
  # shellcheck disable=SC2086 # a list of packages
  (cd "$folder/packages" && apt-get download -q $packages >/dev/null 2>&1) || return 1
  for package in "$folder"/packages/*.deb; do
    dpkg-deb --extract "$package" "$folder" || return 1
  done
  rm -rf "$folder/packages"
  : >"$folder/complete"
}
