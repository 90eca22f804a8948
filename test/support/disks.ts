/** Disks that are full or may not be written to, for one program: mounts in a namespace that ends with it. */
import { spawnSync } from "node:child_process";

/** A program and its arguments. */
export type Command = readonly [string, ...string[]];

/** Makes a program run with something around it. */
export type Around = (command: Command) => Command;

/** Has a program run where it may mount: as root, where everybody may, or with the help of sudo. */
function mayMount(): Command {
  const ways: readonly Command[] = [
    ["unshare", "-m"],
    ["unshare", "-rm"],
    ["sudo", "-nE", "unshare", "-m"],
  ];
  const way = ways.find(([program, ...args]) => {
    const { status } = spawnSync(program, [...args, "mount", "-t", "tmpfs", "none", "/mnt"]);
    return status === 0;
  });
  if (way === undefined) {
    throw new Error("this test mounts: run it as root, or where users may make namespaces");
  }
  return way;
}

/**
 * Mounts a disk of the size $2 in place of the folder $1, with what is there, has it be $3 (rw or ro), lets the user $4
 * run the rest, and keeps what that has left there.
 */
const ON_DISK = `
  folder=$1 size=$2 mode=$3 user=$4; shift 4
  beside=$(dirname "$folder")
  kept=$(mktemp -d -p "$beside")
  cp -a "$folder/." "$kept"
  mount -t tmpfs -o "size=$size" none "$folder"
  cp -a "$kept/." "$folder"
  mount -o "remount,$mode" "$folder"
  cd "$PWD"
  if [ "$user" != 0 ]; then set -- setpriv --reuid="$user" --clear-groups "$@"; fi
  "$@"
  code=$?
  rm -r "$kept"; kept=$(mktemp -d -p "$beside")
  cp -a "$folder/." "$kept"
  cd /; umount "$folder"
  cp -a "$kept/." "$folder"
  rm -r "$kept"
  exit $code
`;

function onDisk(folder: string, size: string, mode: "rw" | "ro"): Around {
  const way = mayMount();
  // In a namespace of users whoever made it is root.
  const user = way.includes("-rm") ? 0 : (process.getuid?.() ?? 0);
  const script = ["bash", "-c", ON_DISK, "bash", folder, size, mode, String(user)];
  return (command) => [...way, ...script, ...command];
}

/** The folder is a disk of its own with so much room, in kilobytes. */
export function fullDisk(folder: string, kilobytes: number): Around {
  return onDisk(folder, `${kilobytes}k`, "rw");
}

/** Nobody may write to the folder, not even root. */
export function readOnly(folder: string): Around {
  return onDisk(folder, "1m", "ro");
}
