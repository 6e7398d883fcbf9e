package org.qgate.testnet.abuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopTarget;
import org.qgate.common.wire.WireWriter;
import org.qgate.testnet.raw.RawCircuit;
import org.qgate.testnet.raw.RawLink;
import org.qgate.testnet.raw.Workbench;

/** What an authenticated peer can do to a relay. */
final class LinkedAttacks {
    private static final int MOST_BACKLOG = 256 * 1024;
    /** Of one link in one step: a relay may read as fast as this end sends, and the others want their turn. */
    private static final int MOST_PIECES = 250;

    private static final int CREATE = 0x8001;
    private static final int DIR_GET = 0x8010;

    private LinkedAttacks() {}

    /** Asks for large files over several circuits of each link and takes nothing of them, nor acknowledges any. */
    static LinkedAttack slowReaders(HopTarget hop, int webPort) {
        String request = "GET /bytes/100000000 HTTP/1.1\r\nHost: test\r\n\r\n";
        return new LinkedAttack(80) {
            @Override
            void abuse(Member member) throws IOException {
                if (member.rounds == 0 && member.hasCircuits(hop, 4)) {
                    member.rounds = 1;
                    for (RawCircuit circuit : member.circuits) {
                        if (circuit.hops() == 1) {
                            circuit.withholdAcknowledgements();
                            circuit.begin(1, "127.0.0.1", webPort);
                            circuit.send(RawCircuit.DATA, 1, request.getBytes(StandardCharsets.US_ASCII));
                        }
                    }
                    member.visitor.goDeaf();
                }
            }
        };
    }

    /** Asks for answers to PING and for the directory, again and again, and reads none. */
    static LinkedAttack unreadAnswers() {
        return new LinkedAttack(40) {
            @Override
            void abuse(Member member) throws IOException {
                if (member.rounds++ == 0) {
                    member.visitor.goDeaf();
                }
                for (int i = 0; i < 50 && member.visitor.backlog() < MOST_BACKLOG; i++) {
                    member.visitor.link().send(RawLink.PING, new byte[8]);
                    byte[] get = new WireWriter().u8(1).i32(i).u8(1).i64(-1).toBytes();
                    member.visitor.link().control(DIR_GET, get);
                }
            }
        };
    }

    /** Sends one valid CREATE under ever new circuit ids: it costs the sender nothing, the relay a handshake. */
    static LinkedAttack circuitFlood(HopTarget hop) {
        byte[] create =
                new Workbench().crypto().hops().request(hop, CellSize.LARGE).create();
        return new LinkedAttack(40) {
            @Override
            void abuse(Member member) {
                for (int i = 0; i < 20 && member.visitor.backlog() < MOST_BACKLOG; i++) {
                    int id = 0x80000000 | ++member.rounds;
                    member.visitor
                            .link()
                            .control(
                                    CREATE,
                                    new WireWriter().i32(id).bytes(create).toBytes());
                }
            }
        };
    }

    /** Extends from the relay to itself, sends RELAY_EARLY beyond its limit, and data of streams that never were. */
    static LinkedAttack badCells(HopTarget hop) {
        return new LinkedAttack(20) {
            @Override
            void abuse(Member member) {
                if (!member.hasCircuits(hop, 3)) {
                    return;
                }
                if (member.circuits.stream().allMatch(each -> each.hops() == 1)) {
                    member.circuits.get(0).extend(hop.nodeId(), hop);
                    for (int i = 0; i < 9; i++) {
                        member.circuits.get(1).cell(RawCircuit.RELAY_EARLY, new byte[10]);
                    }
                    member.circuits.get(2).send(RawCircuit.DATA, 7, new byte[3_000]);
                    member.rounds++;
                }
                if (member.circuits.stream().allMatch(RawCircuit::isDestroyed)) {
                    member.circuits.clear();
                }
            }
        };
    }

    /** Renews keys as often as the protocol lets an initiator do it, on every link. */
    static LinkedAttack rekeyFlood() {
        return new LinkedAttack(40) {
            @Override
            void abuse(Member member) {
                if (member.visitor.link().rekeys() == member.rounds && System.nanoTime() - member.dueNs > 0) {
                    member.rounds++;
                    member.visitor.link().rekey();
                    member.dueNs = System.nanoTime() + 250_000_000; // twice [REKEY-4] and a little: it counts from DONE
                }
            }
        };
    }

    /** Nothing but padding, as fast as the relay reads. */
    static LinkedAttack paddingFlood() {
        byte[] padding = new byte[16_000];
        return new LinkedAttack(20) {
            @Override
            void abuse(Member member) {
                for (int i = 0; i < MOST_PIECES && goesOn(member, MOST_BACKLOG / 4); i++) {
                    member.visitor.link().send(RawLink.PAD, padding);
                }
            }
        };
    }

    /** Uploads as much as the credit allows to a server that reads nothing, over many streams. */
    static LinkedAttack unreadUploads(HopTarget hop, int unreadPort) {
        return uploads(hop, unreadPort, 10);
    }

    /** Uploads as much as the credit allows on streams whose destination never answers: the relay has to keep it. */
    static LinkedAttack queueStuffing(HopTarget hop, int deafPort) {
        return uploads(hop, deafPort, 40);
    }

    private static LinkedAttack uploads(HopTarget hop, int port, int links) {
        byte[] piece = new byte[4_000];
        int pieces = 131; // and a BEGIN: what a stream may send at first, [STREAM-5]
        return new LinkedAttack(links) {
            @Override
            void abuse(Member member) {
                member.circuits.removeIf(RawCircuit::isDestroyed); // evicted: the next one
                if (member.circuits.isEmpty()) {
                    member.rounds = 0;
                }
                if (!member.hasCircuits(hop, 1) || member.circuits.get(0).isDestroyed()) {
                    return;
                }
                RawCircuit circuit = member.circuits.get(0);
                for (int i = 0; i < MOST_PIECES && goesOn(member, MOST_BACKLOG); i++) {
                    int stream = 1 + member.rounds / pieces;
                    if (member.rounds++ % pieces == 0) {
                        circuit.begin(stream, "127.0.0.1", port);
                    } else {
                        circuit.send(RawCircuit.DATA, stream, piece);
                    }
                }
            }
        };
    }

    private static boolean goesOn(LinkedAttack.Member member, int mostBacklog) {
        return member.visitor.isLinked() && member.visitor.backlog() < mostBacklog;
    }
}
