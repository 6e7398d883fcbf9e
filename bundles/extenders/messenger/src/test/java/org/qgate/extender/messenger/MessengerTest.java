package org.qgate.extender.messenger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qgate.ext.testkit.TestFile;
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

    @Test
    void shouldBringAFileByTheMailboxOverBrokenStreams() throws Exception {
        byte[] content = new byte[700_001];
        new Random(1).nextBytes(content);
        try (People people = new People(TestNetwork.byHand())) {
            people.join("box", true);
            people.join("anna", false);
            people.join("bert", false);
            people.mailbox("anna", "box");
            people.mailbox("bert", "box");
            people.acquaint("anna", "bert");
            people.of("anna").run("attach", "bert", TestFile.with("picture.jpg", content));
            for (int i = 0; i < 5; i++) {
                people.network().loseStreams();
                people.network().advance(300);
            }
            people.network().advance(30_000);
            String number = people.of("bert").run("read", "anna").rows().get(0).get(0);
            assertThrows(
                    IllegalStateException.class, () -> people.of("bert").run("save", number, TestFile.toMake("a")));
            people.network().advance(30_000);
            TestFile saved = TestFile.toMake("b");
            people.of("bert").run("save", number, saved);
            assertArrayEquals(content, saved.written());
        }
    }

    @Test
    void shouldTalkInGroupsEachSenderInOrder() throws Exception {
        try (People people = new People(TestNetwork.byHand())) {
            for (String name : List.of("anna", "bert", "carl")) {
                people.join(name, true);
            }
            people.network().advance(5_000);
            people.acquaint("anna", "bert");
            people.acquaint("anna", "carl");
            people.of("anna").run("group", "create", "tea", "bert carl");
            people.network().advance(5_000);
            for (int i = 0; i < 5; i++) {
                people.of("anna").run("send", "tea", "a" + i);
                people.of("bert").run("send", "tea", "b" + i);
            }
            people.network().advance(20_000);
            assertEquals(List.of("a0", "a1", "a2", "a3", "a4"), people.read("carl", "tea", "anna"));
            String bert = people.of("carl").run("contact", "list").rows().stream()
                    .map(row -> row.get(0))
                    .filter(name -> !name.equals("anna"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(List.of("b0", "b1", "b2", "b3", "b4"), people.read("carl", "tea", bert));
            people.of("anna").run("group", "remove", "tea", "carl");
            people.network().advance(5_000);
            people.of("anna").run("send", "tea", "without carl");
            people.network().advance(5_000);
            assertEquals(5, people.read("carl", "tea", "anna").size());
            assertTrue(people.read("bert", "tea", "anna").contains("without carl"));
        }
    }

    @Test
    void shouldTakeNothingFromWhoIsBlocked() throws Exception {
        try (People people = new People(TestNetwork.byHand())) {
            people.join("anna", true);
            people.join("bert", true);
            people.network().advance(5_000);
            people.acquaint("anna", "bert");
            people.of("bert").run("block", "anna");
            people.of("anna").run("send", "bert", "unwanted");
            people.network().advance(10_000);
            assertEquals(List.of(), people.read("bert", "anna", "anna"));
            assertEquals(List.of("stored"), people.states("anna", "bert"));
        }
    }
}
