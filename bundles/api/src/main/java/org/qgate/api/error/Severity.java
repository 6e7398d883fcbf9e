package org.qgate.api.error;

/** How much an error matters to the operator. */
public enum Severity {
    /** Expected in normal operation, such as a refused destination. */
    NOTICE,
    /** Something is degraded; the node goes on. */
    WARN,
    /** An operation failed and will not succeed by itself. */
    ERROR,
    /** The node cannot do its main job. */
    CRITICAL
}
