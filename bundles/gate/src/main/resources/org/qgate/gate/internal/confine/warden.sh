# Holds the process of one extender: begins it, and takes orders from the node on its standard input. The node's end is the end
# of that input, and that is the end of the process: bubblewrap dies with this shell, and the process with bubblewrap.
#
# arguments: filter, open files, size of a file (512 bytes), address space (1,024 bytes), the command
# standard input: a line of text for the process, then orders
# standard output: what bubblewrap says of the process that it began; in the end "exit" and its status
# standard error: what the process says
filter=$1
ulimit -c 0
ulimit -l 64
ulimit -n "$2"
ulimit -f "$3"
ulimit -v "$4"
shift 4
IFS= read -r secret || exit 1
printf '%s\n' "$secret" | {
    echo 700 >/proc/self/oom_score_adj # who runs out of memory is the extender, not the node
    exec nice -n 5 "$@" 3<"$filter" 4>&1 1>&2
} &
bwrap=$!
unset secret
exec 2>/dev/null
while read -r order pid most; do
    case $order in
        STOP | CONT) kill -s "$order" "$pid" ;;
        THREADS) prlimit --pid "$pid" --nproc="$most" ;;
        *) break ;;
    esac
done
kill -s KILL "$bwrap"
wait "$bwrap"
echo "exit $?"
