package org.qgate.testnet.device;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.qgate.client.NodeShell;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetNode;

/** A node that has a device or takes from one that has, as its shell tells. */
record Server(TestnetNode node) {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Waits until an answer is as wanted; the last one is returned, and the failure tells it. */
    Map<String, Object> await(String command, String what, Duration atMost, Predicate<Map<String, Object>> wanted) {
        long end = System.nanoTime() + atMost.toNanos();
        Map<String, Object> last = node.json(command);
        while (!wanted.test(last)) {
            if (System.nanoTime() > end) {
                throw new TestnetException("node " + node.index() + ": no " + what + " within " + atMost.toSeconds()
                        + " s; " + command + " says " + last);
            }
            LockSupport.parkNanos(POLL_NS);
            last = node.json(command);
        }
        return last;
    }

    /** Adds a device. */
    void add(String optionsAndArguments) {
        NodeShell.Result result = node.exec("qrng:add " + optionsAndArguments);
        if (result.exitCode() != 0) {
            throw new TestnetException(
                    "node " + node.index() + ": qrng:add: " + result.stderr() + result.stdout(), false, null);
        }
    }

    Map<String, Object> awaitState(String device, String state, Duration atMost) {
        return device(await(
                "qrng:info --json " + device,
                device + " " + state,
                atMost,
                answer -> state.equals(device(answer).get("state"))));
    }

    Map<String, Object> device(String name) {
        return device(node.json("qrng:info --json " + name));
    }

    private static Map<String, Object> device(Map<String, Object> answer) {
        return map(answer.get("device"));
    }

    /** Returns alerts that stand, of one device. */
    List<Map<String, Object>> alerts(String device) {
        return list(node.json("qrng:alerts --json").get("alerts")).stream()
                .filter(each -> each.get("device").equals(device))
                .toList();
    }

    /** Returns how many blocks there are of a kind, of the newest 1,000. */
    static long count(Map<String, Object> blocks, String kind) {
        return list(blocks.get("blocks")).stream()
                .filter(each -> each.get("kind").equals(kind))
                .count();
    }

    static long number(Object value) {
        return ((Number) value).longValue();
    }

    @SuppressWarnings("unchecked") // documents of the shell
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // documents of the shell
    static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }
}
