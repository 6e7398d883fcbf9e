/** The web server: the only package that knows Jetty and servlets. */
package org.qgate.local.internal.jetty;
