/** What an upgrade of the whole program decides: is it ours, how does the configuration go on, is the node well after. */
package org.qgate.client.upgrade;
