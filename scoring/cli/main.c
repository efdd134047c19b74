/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - the program kaoping: hands its arguments to the commands. */
int main(void) { return 0; }
