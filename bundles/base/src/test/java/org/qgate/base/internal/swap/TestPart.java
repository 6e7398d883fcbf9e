package org.qgate.base.internal.swap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.qgate.api.update.Part;

/** A part whose state is a text; it notes what is asked of it and fails where the test says. */
final class TestPart implements Part {
    final String name;
    final String version;
    final List<String> calls = new ArrayList<>();
    final TestGate gate;
    List<String> around = List.of();
    String state = "";
    String secret = "";
    ByteBuffer given;
    String failsAt = "";
    String hangsAt = "";
    String writesAt = "";
    long faults;
    boolean inOffice;
    Runnable atPrepare = () -> {};
    Runnable atCommit = () -> {};
    final CountDownLatch ended = new CountDownLatch(1);

    TestPart(String name, String version, TestGate gate) {
        this.name = name;
        this.version = version;
        this.gate = gate;
    }

    private void called(String what) {
        calls.add(what);
        boolean behindGate =
                List.of("freeze", "entrust", "adopt", "commit", "leave").contains(what);
        if (behindGate && gate.standIn != Thread.currentThread()) {
            throw new AssertionError(what + " on a thread that does not stand for the loop");
        }
        if (writesAt.equals(what)) {
            gate.written.addAndGet(10);
        }
        if (failsAt.equals(what)) {
            throw new IllegalStateException(name + " " + version + " fails at " + what);
        }
        if (hangsAt.equals(what)) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException left) {
                throw new IllegalStateException("interrupted", left);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> around() {
        return around;
    }

    @Override
    public void begin() {
        called("begin");
        inOffice = true;
    }

    @Override
    public void prepare() {
        called("prepare");
        atPrepare.run();
    }

    @Override
    public byte[] freeze() {
        called("freeze");
        inOffice = false;
        byte[] escrow = state.getBytes(StandardCharsets.UTF_8);
        state = "";
        return escrow;
    }

    @Override
    public ByteBuffer secrets() {
        if (secret.isEmpty()) {
            return null;
        }
        byte[] text = secret.getBytes(StandardCharsets.UTF_8);
        given = ByteBuffer.allocateDirect(text.length).put(text);
        secret = "";
        return given;
    }

    @Override
    public void entrust(ByteBuffer secrets) {
        called("entrust");
        secret = StandardCharsets.UTF_8.decode(secrets).toString();
    }

    @Override
    public void adopt(byte[] escrow) {
        called("adopt");
        state = new String(escrow, StandardCharsets.UTF_8);
    }

    @Override
    public void commit() {
        called("commit");
        inOffice = true;
        atCommit.run();
    }

    @Override
    public void leave() {
        called("leave");
        inOffice = false;
    }

    @Override
    public void settled() {
        if (failsAt.equals("settled")) {
            called("settled");
        }
    }

    @Override
    public long faults() {
        return faults;
    }

    @Override
    public void end() {
        calls.add("end");
        inOffice = false;
        ended.countDown();
    }
}
