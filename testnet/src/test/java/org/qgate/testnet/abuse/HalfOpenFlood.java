package org.qgate.testnet.abuse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.qgate.testnet.raw.Crowd;
import org.qgate.testnet.raw.RawLink;
import org.qgate.testnet.raw.Visitor;
import org.qgate.testnet.raw.Workbench;

/** Connections that never become links, from ten subnets, begun anew as soon as the relay ends them. */
final class HalfOpenFlood implements Attack {
    /** What is sent on a connection before it falls silent. */
    enum Kind {
        NOTHING,
        PART_OF_A_PROBE,
        GARBAGE,
        CUT_MESSAGE_1,
        CHANGED_MESSAGE_1,
        REPLAYED_MESSAGE_1,
        WHOLE_MESSAGE_1
    }

    /** One connection. */
    private record Call(Kind kind, Visitor visitor, byte[] sent) {}

    private static final int MESSAGE_2 = 11_932; // [LINK-5]
    private static final int AT_ONCE = 400;
    private static final int PER_STEP = 8;
    private static final int SUBNETS = 10;

    private final Workbench bench = new Workbench();
    private final List<Call> calls = new ArrayList<>();
    private final Map<Kind, Integer> begun = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> heard = new EnumMap<>(Kind.class);
    private byte[] replayed = {};
    private int number;
    private int otherAnswers;

    @Override
    public void step(Crowd crowd) throws IOException {
        calls.forEach(this::remember);
        calls.removeIf(this::isOver);
        for (int i = 0; i < PER_STEP && calls.size() < AT_ONCE; i++) {
            calls.add(call(crowd, Kind.values()[number++ % Kind.values().length]));
        }
    }

    /** A first message that the relay answered is one that it must know again. */
    private void remember(Call call) {
        if (call.kind() == Kind.WHOLE_MESSAGE_1 && call.visitor().heard() == MESSAGE_2) {
            replayed = call.sent();
        }
    }

    private boolean isOver(Call call) {
        if (call.visitor().isOver()) {
            count(call);
            return true;
        }
        return false;
    }

    private void count(Call call) {
        heard.merge(call.kind(), call.visitor().heard(), Long::sum);
        boolean expected = call.visitor().heard() == 0 || call.visitor().heard() == MESSAGE_2;
        otherAnswers += expected ? 0 : 1;
    }

    private Call call(Crowd crowd, Kind kind) throws IOException {
        begun.merge(kind, 1, Integer::sum);
        Visitor visitor = crowd.dial("127.0." + (30 + number % SUBNETS) + "." + (1 + number / SUBNETS % 200));
        byte[] sent = bytes(crowd, kind);
        visitor.send(sent);
        return new Call(kind, visitor, sent);
    }

    private byte[] bytes(Crowd crowd, Kind kind) {
        return switch (kind) {
            case NOTHING -> new byte[0];
            case PART_OF_A_PROBE -> bench.crypto().random().bytes(47);
            case GARBAGE -> bench.crypto().random().bytes(2_000);
            case CUT_MESSAGE_1 -> Arrays.copyOf(message1(crowd), 1_274);
            case CHANGED_MESSAGE_1 -> changed(message1(crowd));
            case REPLAYED_MESSAGE_1 -> replayed;
            case WHOLE_MESSAGE_1 -> message1(crowd);
        };
    }

    private byte[] message1(Crowd crowd) {
        return new RawLink(bench, crowd.target(), null, nothing -> {}).firstMessage();
    }

    private static byte[] changed(byte[] message) {
        message[message.length - 1] ^= 1;
        return message;
    }

    /** Returns how many connections were begun. */
    int connections() {
        return begun.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the bytes that the relay sent on connections of a kind. */
    long heard(Kind kind) {
        return heard.getOrDefault(kind, 0L)
                + calls.stream()
                        .filter(call -> call.kind() == kind)
                        .mapToLong(call -> call.visitor().heard())
                        .sum();
    }

    int begun(Kind kind) {
        return begun.getOrDefault(kind, 0);
    }

    /** Returns on how many connections something else than nothing or a whole message 2 came. */
    int otherAnswers() {
        return otherAnswers;
    }
}
