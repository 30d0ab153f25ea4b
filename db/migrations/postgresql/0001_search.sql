CREATE TABLE "task_search" (
	"task_number" bigint PRIMARY KEY NOT NULL REFERENCES "task"("number") ON DELETE cascade,
	"tokens" tsvector NOT NULL
);
--> statement-breakpoint
CREATE INDEX "task_search_tokens" ON "task_search" USING gin ("tokens");
--> statement-breakpoint
INSERT INTO "version" ("id", "value") VALUES (1, 1);
