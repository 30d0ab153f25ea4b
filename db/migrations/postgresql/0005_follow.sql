ALTER TABLE "command" ADD COLUMN "taken_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "issue" ADD COLUMN "differs" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "pull_request" ADD COLUMN "merged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sync_run" DROP COLUMN "is_whole";