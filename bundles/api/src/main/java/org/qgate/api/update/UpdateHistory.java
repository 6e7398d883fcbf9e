package org.qgate.api.update;

import java.util.Collection;
import java.util.List;

/**
 * What updates did, between the bedrock, which writes down what is under way in a file of its own, and whoever keeps what is
 * over. Thread-safe; blocking, never on an event loop.
 */
public interface UpdateHistory {
    /** Returns the updates that are over and that nobody keeps yet. */
    List<UpdateRecord> waiting();

    /** Says that somebody keeps these: they leave the bedrock's file, except the latest of all, by which it counts on. */
    void kept(Collection<Long> ids);

    /** Gives back what was kept before the node started, for {@link CoreUpdates#journal}. */
    void recall(List<UpdateRecord> past);
}
