/** An extender of somebody else, for the packer's tests. */
package org.example.greeter;
