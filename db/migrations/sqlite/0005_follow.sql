ALTER TABLE `command` ADD `taken_until` integer;--> statement-breakpoint
ALTER TABLE `issue` ADD `differs` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `pull_request` ADD `merged_at` integer;--> statement-breakpoint
ALTER TABLE `sync_run` DROP COLUMN `is_whole`;