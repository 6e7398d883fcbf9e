/** An example of an extender: answers requests and streams with what it got. It uses the extender API and nothing else. */
package org.qgate.extender.echo;
