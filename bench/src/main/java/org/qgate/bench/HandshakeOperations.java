package org.qgate.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopRequest;
import org.qgate.api.crypto.LinkHandshake;

/** Handshakes of links and hops, each end on its own. */
final class HandshakeOperations {
    private final CipherEnds ends;

    HandshakeOperations(CipherEnds ends) {
        this.ends = ends;
    }

    Map<String, Operation> all() {
        Map<String, Operation> all = new LinkedHashMap<>();
        all.put("linkBothEnds", index -> ends.link());
        all.put("linkAnswered", new Responding());
        all.put("hopRequested", index -> ends.request(CellSize.LARGE));
        all.put("hopAnswered", new Answered());
        all.put("hopFinished", new Finished());
        return all;
    }

    /** A relay up to its answer: all of its public-key work but one X25519. */
    private final class Responding implements Operation {
        private LinkHandshake[] initiators = new LinkHandshake[0];
        private LinkHandshake[] responders = new LinkHandshake[0];
        private byte[][] firsts = new byte[0][];

        @Override
        public void ready(int calls) {
            initiators = new LinkHandshake[calls];
            responders = new LinkHandshake[calls];
            firsts = new byte[calls][];
            for (int i = 0; i < calls; i++) {
                initiators[i] = ends.initiate();
                firsts[i] = initiators[i].start();
            }
        }

        @Override
        public void call(int index) {
            responders[index] = ends.respond();
            responders[index].advance(firsts[index]);
        }
    }

    private class Answered implements Operation {
        HopRequest[] requests = new HopRequest[0];
        byte[][] creates = new byte[0][];

        @Override
        public void ready(int calls) {
            requests = new HopRequest[calls];
            creates = new byte[calls][];
            for (int i = 0; i < calls; i++) {
                requests[i] = ends.request(CellSize.LARGE);
                creates[i] = requests[i].create();
            }
        }

        @Override
        public void call(int index) {
            ends.answer(creates[index]);
        }
    }

    private final class Finished extends Answered {
        private byte[][] answers = new byte[0][];

        @Override
        public void ready(int calls) {
            super.ready(calls);
            answers = new byte[calls][];
            for (int i = 0; i < calls; i++) {
                answers[i] = ends.answer(creates[i]).created();
            }
        }

        @Override
        public void call(int index) {
            requests[index].finish(answers[index]);
        }
    }
}
