/** An extender of somebody else, which tests install. */
package org.example.greeter;
