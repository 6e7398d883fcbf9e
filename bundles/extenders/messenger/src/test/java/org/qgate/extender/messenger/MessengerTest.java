package org.qgate.extender.messenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.ext.testkit.TestNetwork;

/** What people do with it, over hosts without nodes. */
final class MessengerTest {
    @Test
    void shouldBringAMessageToANodeThatListens() throws Exception {
        try (People people = new People(TestNetwork.byHand())) {
            people.join("anna", true);
            people.join("bert", true);
            people.network().advance(5_000);
            people.acquaint("anna", "bert");
            people.of("anna").run("send", "bert", "hello bert");
            people.network().advance(5_000);
            assertEquals(
                    List.of("hello bert"),
                    people.read("bert", "anna", "anna"),
                    people.of("anna").log() + " " + people.of("bert").log());
            people.network().advance(5_000);
            assertEquals(List.of("read"), people.states("anna", "bert"));
        }
    }

    @Test
    void shouldBringMessagesBetweenNodesThatDoNotListen() throws Exception {
        try (People people = new People(TestNetwork.byHand())) {
            people.join("box", true);
            people.join("anna", false);
            people.join("bert", false);
            people.mailbox("anna", "box");
            people.mailbox("bert", "box");
            people.acquaint("anna", "bert");
            for (int i = 0; i < 20; i++) {
                people.of("anna").run("send", "bert", "a" + i);
                people.of("bert").run("send", "anna", "b" + i);
            }
            people.network().advance(60_000);
            assertEquals(20, people.read("bert", "anna", "anna").size());
            assertEquals("a19", people.read("bert", "anna", "anna").get(19));
            assertEquals(20, people.read("anna", "bert", "bert").size());
            assertTrue(
                    people.of("anna").log().isEmpty(), people.of("anna").log().toString());
        }
    }
}
