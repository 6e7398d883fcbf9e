package org.qgate.testnet.broken;

/** What a broken version does instead of what it should. */
public enum Fault {
    /** It fails its self-test. */
    PREPARE_FAILS,
    /** It rebuilds everything and then never returns. */
    ADOPT_HANGS,
    /** It is given a state of a later schema than it knows. */
    WRONG_SCHEMA,
    /** It fails when it has taken office. */
    COMMIT_FAILS,
    /** It dies in its probation, when it has sealed what came meanwhile. */
    DIES_LATER,
    /** It reports in its probation that it lost a connection by its own fault. */
    LOSES_A_LINK,
    /** It stops and then gives no state away. */
    FREEZE_FAILS,

    /** The whole process is killed before this step, or in the probation. */
    KILLED_BEFORE_PREPARE,
    KILLED_BEFORE_FREEZE,
    KILLED_BEFORE_ADOPT,
    KILLED_BEFORE_COMMIT,
    KILLED_AFTER_COMMIT,
    KILLED_IN_PROBATION;

    /** Whether it is the version that goes whose fault it is. */
    public boolean ofTheOldOne() {
        return this == FREEZE_FAILS || this == KILLED_BEFORE_FREEZE;
    }
}
