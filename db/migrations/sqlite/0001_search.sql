CREATE VIRTUAL TABLE `task_search` USING fts5(tokens, content='', contentless_delete=1, prefix='2 3', tokenize="unicode61 remove_diacritics 0");
--> statement-breakpoint
INSERT INTO `version` (`id`, `value`) VALUES (1, 1);
