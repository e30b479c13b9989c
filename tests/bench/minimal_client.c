// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The least a program can do to run a layered workload: sockets, poll, and just enough reading to collect the answers.
// The yardstick for CPU and for the gap between layers. Usage: minimal_client PORT MODEL WIDTH LAYERS; a last layer of
// one call follows. Every call of a layer carries the answers of the layer before.
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

static struct call calls[max_width];
static struct pollfd polls[max_width];

static int connect_to(int port)
{
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((unsigned short)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return connect(fd, (struct sockaddr *)&address, sizeof address) == 0 ? fd : -1;
}

static void send_request(int fd, const char *model, const char *prompt)
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

static void run_layer(int port, const char *model, int width, const char *prompt)
{
    for (int i = 0; i < width; ++i) {
        calls[i].length = calls[i].scanned = calls[i].answer_length = 0;
        calls[i].done = 0;
        polls[i] = (struct pollfd){.fd = connect_to(port), .events = POLLIN};
        send_request(polls[i].fd, model, prompt);
    }
    for (int left = width; left > 0;) {
        poll(polls, (nfds_t)width, -1);
        for (int i = 0; i < width; ++i) {
            struct call *c = &calls[i];
            if (c->done || !(polls[i].revents & (POLLIN | POLLHUP)))
                continue;
            const ssize_t n = read(polls[i].fd, c->received + c->length, buffer_size - 1 - c->length);
            if (n <= 0)
                exit(1);
            c->length += (size_t)n;
            scan(c);
            if (c->done) {
                close(polls[i].fd);
                polls[i].fd = -1;
                --left;
            }
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    const int port = atoi(argv[1]), width = atoi(argv[3]), layers = atoi(argv[4]);
    for (int i = 0; i < width; ++i) {
        calls[i].received = malloc(buffer_size);
        calls[i].answer = malloc(buffer_size);
    }
    char *prompt = malloc((size_t)(width + 1) * buffer_size);
    strcpy(prompt, "Which river is the longest?");
    for (int layer = 0; layer <= layers; ++layer) {
        const int calls_now = layer < layers ? width : 1;
        run_layer(port, argv[2], calls_now, prompt);
        char *end = prompt;
        for (int i = 0; i < calls_now; ++i) {
            memcpy(end, calls[i].answer, calls[i].answer_length);
            end += calls[i].answer_length;
        }
        *end = 0;
    }
    puts(prompt);
    return 0;
}
