/** What is known of extenders over restarts: values with their transitions, and the one place that keeps them. */
package org.qgate.services.internal.record;
