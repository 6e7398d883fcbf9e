/** Requests as values: who may ask, who answers, what is said. Knows no web server. */
package org.qgate.local.internal.http;
