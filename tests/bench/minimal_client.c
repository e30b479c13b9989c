// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The least a program can do to run a layered workload: sockets, poll, and just enough reading to collect the answers.
// The yardstick for CPU, for the gap between layers, and for many prompts at a time. Usage: minimal_client PORT MODEL
// WIDTH LAYERS [PROMPTS AT_ONCE]; a last layer of one call follows. Every call of a layer carries the answers of the
// layer before. Prints one line per prompt.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { max_width = 1024, buffer_size = 1 << 20 };

struct call
{
    char *received;
    size_t length, scanned;
    char *answer;
    size_t answer_length;
    int done;
};

struct run
{
    int layer, left;
    char *prompt;
};

// The calls of the run in slot i begin at i * width.
static struct call calls[max_width];
static struct pollfd polls[max_width];
static struct run runs[max_width];
static int port, width, layers;
static const char *model;

static int connect_to_server(void)
{
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((unsigned short)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return connect(fd, (struct sockaddr *)&address, sizeof address) == 0 ? fd : -1;
}

static void send_request(int fd, const char *prompt)
{
    char *body, *request;
    const int length =
        asprintf(&body, "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}",
                 model, prompt);
    const int total =
        asprintf(&request,
                 "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                 "Content-Length: %d\r\n\r\n%s",
                 length, body);
    if (write(fd, request, (size_t)total) != total)
        exit(1);
    free(body);
    free(request);
}

// Takes the text out of every whole line that came since.
static void scan(struct call *c)
{
    char *line = c->received + c->scanned;
    char *end;
    while ((end = memchr(line, '\n', (size_t)(c->received + c->length - line)))) {
        *end = 0;
        char *text = strstr(line, "\"content\":\"");
        if (text) {
            text += strlen("\"content\":\"");
            char *quote = strchr(text, '"');
            if (quote) {
                memcpy(c->answer + c->answer_length, text, (size_t)(quote - text));
                c->answer_length += (size_t)(quote - text);
            }
        }
        if (strstr(line, "[DONE]"))
            c->done = 1;
        line = end + 1;
    }
    c->scanned = (size_t)(line - c->received);
}

static void begin_layer(int slot)
{
    struct run *run = &runs[slot];
    run->left = run->layer < layers ? width : 1;
    for (int i = 0; i < run->left; ++i) {
        const int at = slot * width + i;
        calls[at].length = calls[at].scanned = calls[at].answer_length = 0;
        calls[at].done = 0;
        polls[at] = (struct pollfd){.fd = connect_to_server(), .events = POLLIN};
        send_request(polls[at].fd, run->prompt);
    }
}

static void begin_run(int slot)
{
    runs[slot].layer = 0;
    strcpy(runs[slot].prompt, "Which river is the longest?");
    begin_layer(slot);
}

// The prompt of the next layer; false after the last one.
static int end_layer(int slot)
{
    struct run *run = &runs[slot];
    char *end = run->prompt;
    for (int i = 0; i < (run->layer < layers ? width : 1); ++i) {
        const struct call *c = &calls[slot * width + i];
        memcpy(end, c->answer, c->answer_length);
        end += c->answer_length;
    }
    *end = 0;
    return run->layer++ < layers;
}

// True when the call is over.
static int read_call(int at)
{
    struct call *c = &calls[at];
    const ssize_t n = read(polls[at].fd, c->received + c->length, buffer_size - 1 - c->length);
    if (n <= 0)
        exit(1);
    c->length += (size_t)n;
    scan(c);
    if (!c->done)
        return 0;
    close(polls[at].fd);
    polls[at].fd = -1;
    return 1;
}

int main(int argc, char **argv)
{
    if (argc != 5 && argc != 7)
        return 2;
    port = atoi(argv[1]), model = argv[2], width = atoi(argv[3]), layers = atoi(argv[4]);
    const int prompts = argc == 7 ? atoi(argv[5]) : 1, at_once = argc == 7 ? atoi(argv[6]) : 1;
    const int slots = at_once < prompts ? at_once : prompts;
    if (slots * width > max_width)
        return 2;
    for (int i = 0; i < slots * width; ++i) {
        calls[i].received = malloc(buffer_size);
        calls[i].answer = malloc(buffer_size);
        polls[i].fd = -1;
    }
    int begun = 0, ended = 0;
    for (int slot = 0; slot < slots; ++slot, ++begun) {
        runs[slot].prompt = malloc((size_t)(width + 1) * buffer_size);
        begin_run(slot);
    }
    while (ended < prompts) {
        poll(polls, (nfds_t)(slots * width), -1);
        for (int at = 0; at < slots * width; ++at) {
            const int slot = at / width;
            if (polls[at].fd < 0 || !(polls[at].revents & (POLLIN | POLLHUP)))
                continue;
            if (!read_call(at) || --runs[slot].left > 0)
                continue;
            if (end_layer(slot)) {
                begin_layer(slot);
                continue;
            }
            puts(runs[slot].prompt);
            ++ended;
            if (begun < prompts) {
                begin_run(slot);
                ++begun;
            }
        }
    }
    return 0;
}
