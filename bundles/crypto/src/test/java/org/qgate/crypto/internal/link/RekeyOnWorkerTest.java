package org.qgate.crypto.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.Node;

/** A loop goes on sealing and opening while a worker computes the next keys. */
class RekeyOnWorkerTest {
    @Test
    void shouldCarryRecordsWhileWorkerComputes() {
        Handshaken made = Handshaken.make(new Node(1), null, new Node(2), LinkSuite.AES_GCM);
        LinkCipher client = made.initiator().cipher();
        LinkCipher server = made.responder().cipher();
        int meanwhile = 0;
        for (int generation = 1; generation <= 30; generation++) {
            CompletableFuture<Void> worker =
                    CompletableFuture.runAsync(() -> client.rekeyAccept(server.rekeyAnswer(client.rekeyOffer())));
            while (!worker.isDone()) {
                carry(client, server);
                carry(server, client);
                meanwhile++;
            }
            worker.join();
            assertTrue(client.rekeyReady() && server.rekeyReady());
            client.switchSending();
            server.switchReceiving();
            carry(client, server);
            server.switchSending();
            client.switchReceiving();
            carry(server, client);
            assertEquals(generation, client.generation());
            assertEquals(generation, server.generation());
        }
        assertTrue(meanwhile > 0, "records went through meanwhile");
    }

    private static void carry(LinkCipher from, LinkCipher to) {
        byte[] record = new byte[100 + LinkCipher.OVERHEAD];
        byte[] out = new byte[100];
        from.seal(new byte[100], 0, 100, record, 0);
        assertEquals(100, to.open(record, 2, to.openLength(record, 0), out, 0));
    }
}
