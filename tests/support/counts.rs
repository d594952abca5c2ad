//! What a `MessageBox` keeps counted or told in short, each beside what one counts.

pub const COUNTS: [(&str, &str); 8] = [
    (
        "SELECT port, via, host, state, cause, ordered, count FROM tally WHERE count <> 0",
        "SELECT coalesce(port, 0), coalesce(via, 0), host, state, coalesce(cause, -1), lane IS NOT NULL, count(*)
         FROM instance GROUP BY 1, 2, 3, 4, 5, 6",
    ),
    (
        "SELECT block, port, via, host, state, cause, attempts, ordered, count FROM tally_block",
        "SELECT id >> 15, coalesce(port, 0), coalesce(via, 0), host, state, cause, attempts, lane IS NOT NULL,
                count(*)
         FROM instance WHERE state IN (4, 5) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8",
    ),
    (
        "SELECT address, port, via, host, state, cause, ordered, count FROM tally_address",
        "SELECT coalesce(address, 0), coalesce(port, 0), coalesce(via, 0), host, state, cause, lane IS NOT NULL,
                count(*)
         FROM instance WHERE state IN (4, 5) GROUP BY 1, 2, 3, 4, 5, 6, 7",
    ),
    (
        "SELECT address, block, port, via, host, state, cause, ordered, count FROM tally_address_block",
        "SELECT coalesce(address, 0), id >> 15, coalesce(port, 0), coalesce(via, 0), host, state, cause,
                lane IS NOT NULL, count(*)
         FROM instance WHERE state IN (4, 5) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8",
    ),
    (
        "SELECT block, via, host, state, cause, attempts, ordered, count FROM tally_place",
        "SELECT id >> 15, coalesce(via, 0), host, state, cause, attempts, lane IS NOT NULL, count(*)
         FROM instance WHERE state IN (4, 5) GROUP BY 1, 2, 3, 4, 5, 6, 7",
    ),
    (
        "SELECT time, sum(last - first + 1) FROM published GROUP BY 1",
        "SELECT published, count(*) FROM message GROUP BY 1",
    ),
    (
        "SELECT id FROM message AS m JOIN published AS p ON p.time = m.published AND m.id BETWEEN p.first AND p.last",
        "SELECT id FROM message",
    ),
    ("SELECT port, max(number) FROM arrival GROUP BY 1", "SELECT port, count(*) FROM arrival GROUP BY 1"),
];
