"""The words of messages. Facts come as data; keys and commands are named as the face at hand has them."""
