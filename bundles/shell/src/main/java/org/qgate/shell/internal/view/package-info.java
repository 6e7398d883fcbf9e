/** How answers look: tables for people, tab-separated lines for pipes, JSON documents for programs. */
package org.qgate.shell.internal.view;
